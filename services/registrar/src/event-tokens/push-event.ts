/** How a receiver answered (RFC 8935 §2). */
export type PushOutcome =
  | { readonly kind: 'delivered' }
  /** It understood and does not want this token: sending it again would not help. */
  | { readonly kind: 'refused'; readonly status: number; readonly error: string }
  | { readonly kind: 'failed'; readonly status: number | null; readonly error: string };

const answer_bytes_max = 4_096;

/** Posts one token. Redirects are not followed: the endpoint is the one that was written down. */
export async function pushEvent(
  to: { readonly endpoint: string; readonly authorization: string | undefined },
  token: string,
  signal: AbortSignal,
): Promise<PushOutcome> {
  try {
    const response = await fetch(to.endpoint, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        'content-type': 'application/secevent+jwt',
        accept: 'application/json',
        ...(to.authorization === undefined ? {} : { authorization: to.authorization }),
      },
      body: token,
    });
    const text = await firstBytes(response);
    if (response.status === 202 || response.status === 200) return { kind: 'delivered' };
    const error = errorCode(text) ?? `HTTP ${response.status}`;
    return { kind: response.status === 400 ? 'refused' : 'failed', status: response.status, error };
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code;
    return { kind: 'failed', status: null, error: cause ?? (error as Error).name };
  }
}

async function firstBytes(response: Response): Promise<string> {
  if (!response.body) return '';
  let text = '';
  for await (const chunk of response.body) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length >= answer_bytes_max) break;
  }
  return text.slice(0, answer_bytes_max);
}

/** `err` of the receiver's answer (RFC 8935 §2.4); nothing else of it is kept. */
function errorCode(text: string): string | undefined {
  try {
    const { err } = JSON.parse(text) as { err?: unknown };
    return typeof err === 'string' && /^[a-z_]{1,60}$/.test(err) ? err : undefined;
  } catch {
    return undefined;
  }
}
