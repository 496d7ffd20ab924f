import { zone } from './journey.ts';

export interface Evaluated {
  readonly status: number;
  readonly body: {
    readonly decision: boolean;
    readonly context: {
      readonly reason_code: string;
      readonly reason_user: { readonly ru: string; readonly en: string };
    };
  };
}

/** Asks the access checker as a gate does (AuthZEN Authorization API 1.0). */
export async function evaluate(
  checker: string,
  { number, token, resource = zone }: { number: string; token: string; resource?: string },
): Promise<Evaluated> {
  const answer = await fetch(`${checker}/access/v1/evaluation`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      subject: { type: 'credential', id: number },
      action: { name: 'enter' },
      resource: { type: 'zone', id: resource },
    }),
  });
  return { status: answer.status, body: (await answer.json()) as Evaluated['body'] };
}
