import { Agent, request as send } from 'undici';
import { type CentreAnswer, centreAnswer, type OwnRegistration, ownRegistration } from './centre-answer.ts';

/** Somebody stands at the gate: who has not been answered by now gets the terminal's own answer. */
const answer_timeout_ms = 2_000;
const ping_timeout_ms = 1_500;
const connections_max = 4;

export interface Question {
  readonly scanned: string;
  readonly zone: string;
  readonly action: 'enter' | 'exit';
  /** The same when the question is repeated: the centre keeps one event of it. */
  readonly requestId: string;
}

/** The access checker as seen from here. Every method throws when it cannot be reached or does not make sense. */
export interface Centre {
  ask(question: Question): Promise<CentreAnswer>;
  /** What we are enrolled for; proves line, key and enrolment at once. */
  registration(): Promise<OwnRegistration>;
  close(): Promise<void>;
}

/** The centre answered, but not with a decision. */
export class CentreRefusal extends Error {
  override readonly name = 'CentreRefusal';
  readonly status: number;

  constructor(status: number) {
    super(`the access checker answered ${status}`);
    this.status = status;
  }
}

export function connectCentre(options: { readonly url: string; readonly assertion: () => Promise<string> }): Centre {
  const { url, assertion } = options;
  const agent = new Agent({
    connections: connections_max,
    pipelining: 1,
    // Shorter than the checker's own, so that we do not write into a connection that it is just closing.
    keepAliveTimeout: 10_000,
    connect: { timeout: 1_000 },
  });

  const call = async (
    method: 'GET' | 'POST',
    path: string,
    signal: AbortSignal,
    body?: { text: string; requestId: string },
  ): Promise<unknown> => {
    const response = await send(`${url}${path}`, {
      dispatcher: agent,
      method,
      signal,
      headers: {
        authorization: `Bearer ${await assertion()}`,
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json', 'x-request-id': body.requestId } : {}),
      },
      ...(body ? { body: body.text } : {}),
    });
    if (response.statusCode !== 200) {
      await response.body.dump();
      throw new CentreRefusal(response.statusCode);
    }
    return response.body.json();
  };

  const ask = async ({ scanned, zone, action, requestId }: Question) => {
    const signal = AbortSignal.timeout(answer_timeout_ms);
    const text = JSON.stringify({
      subject: { type: 'credential', id: scanned },
      action: { name: action },
      resource: { type: 'zone', id: zone },
    });
    const once = () => call('POST', '/access/v1/evaluation', signal, { text, requestId });
    try {
      return centreAnswer.parse(await once());
    } catch (error) {
      // A connection that had stood idle may have been closed under the question; it is asked once more, under its own id.
      if (signal.aborted || !isLostConnection(error)) throw error;
      return centreAnswer.parse(await once());
    }
  };

  return {
    ask,
    registration: async () =>
      ownRegistration.parse(await call('GET', '/api/v1/terminals/self', AbortSignal.timeout(ping_timeout_ms))),
    close: () => agent.close(),
  };
}

function isLostConnection(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}
