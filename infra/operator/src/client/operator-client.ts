import { allScopes, audienceOf, scopesOf } from '@onecampus/tokens';
import { CommandFailure, type FailureReason } from '../command-failure.ts';
import type { OperatorConfiguration, ServiceName } from './configuration.ts';

export interface OperatorClient {
  readonly configuration: OperatorConfiguration;
  /** Calls a service's API with a token for that service; a refusal becomes a CommandFailure. */
  call<Answer = unknown>(service: ServiceName, method: string, path: string, body?: unknown): Promise<Answer>;
  /** Sends a body as it is (a roll file) and hands on each line of the NDJSON answer as it comes. */
  stream(
    service: ServiceName,
    path: string,
    body: ReadableStream | Uint8Array,
    onLine: (line: Record<string, unknown>) => void,
  ): Promise<void>;
  /** Fetches an answer of any length as its bytes come. */
  download(service: ServiceName, path: string): Promise<AsyncIterable<Uint8Array>>;
}

const request_timeout_ms = 60_000;
const stream_timeout_ms = 3_600_000;
/** A token this close to its end is renewed first. */
const renew_before_ms = 30_000;

/** Talks to the running services as the operator's client: OAuth client credentials, one token per service (RFC 8707). */
export function operatorClient(configuration: OperatorConfiguration): OperatorClient {
  const given = new Set<string>(configuration.scope?.split(' ') ?? allScopes);
  const tokens = new Map<ServiceName, { token: string; until: number }>();

  const tokenFor = async (service: ServiceName): Promise<string> => {
    const known = tokens.get(service);
    if (known && known.until > Date.now() + renew_before_ms) return known.token;
    const basic = Buffer.from(
      `${encodeURIComponent(configuration.clientId)}:${encodeURIComponent(configuration.clientSecret)}`,
    ).toString('base64');
    const answer = await reach(`${configuration.services['identity-provider']}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        resource: audienceOf(configuration.services[service]),
        scope: scopesOf(service)
          .filter((scope) => given.has(scope))
          .join(' '),
      }),
      signal: AbortSignal.timeout(request_timeout_ms),
    });
    const body = (await answer.json().catch(() => ({}))) as {
      access_token?: string;
      expires_in?: number;
      error?: string;
      error_description?: string;
    };
    if (!answer.ok || !body.access_token) {
      const reason = answer.status >= 500 ? 'unavailable' : 'not-allowed';
      throw new CommandFailure(
        reason,
        `The identity provider gave no token: ${body.error_description ?? body.error ?? answer.status}`,
      );
    }
    tokens.set(service, { token: body.access_token, until: Date.now() + (body.expires_in ?? 60) * 1_000 });
    return body.access_token;
  };

  const send = async (service: ServiceName, path: string, init: RequestInit): Promise<Response> => {
    const token = await tokenFor(service);
    const answer = await reach(`${configuration.services[service]}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw await failureOf(answer);
    return answer;
  };

  return {
    configuration,
    call: async <Answer>(service: ServiceName, method: string, path: string, body?: unknown) => {
      const answer = await send(service, path, {
        method,
        headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(request_timeout_ms),
      });
      const text = await answer.text();
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    },
    stream: async (service, path, body, onLine) => {
      const answer = await send(service, path, {
        method: 'POST',
        headers: { accept: 'application/x-ndjson', 'content-type': 'text/csv' },
        body: body as RequestInit['body'] & object,
        duplex: 'half',
        signal: AbortSignal.timeout(stream_timeout_ms),
      } as RequestInit);
      let rest = '';
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line.trim() !== '') onLine(goodLine(line));
      }
      if (rest.trim() !== '') onLine(goodLine(rest));
    },
    download: async (service, path) => {
      const answer = await send(service, path, { method: 'GET', signal: AbortSignal.timeout(stream_timeout_ms) });
      return answer.body as unknown as AsyncIterable<Uint8Array>;
    },
  };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
    throw new CommandFailure(
      'unavailable',
      `${new URL(url).origin} cannot be reached (${cause}). Is One Campus running?`,
    );
  }
}

/** An answer that has begun cannot change its status: what is refused after that comes as a line of its own. */
function goodLine(text: string): Record<string, unknown> {
  const line = JSON.parse(text) as Record<string, unknown>;
  const problem = line['problem'] as Record<string, unknown> | undefined;
  if (line['phase'] === 'refused' && problem) throw failureOfProblem(Number(problem['status']), problem);
  return line;
}

async function failureOf(answer: Response): Promise<CommandFailure> {
  const problem = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  return failureOfProblem(answer.status, problem);
}

function failureOfProblem(status: number, problem: Readonly<Record<string, unknown>>): CommandFailure {
  const errors = Array.isArray(problem['errors']) ? (problem['errors'] as { field?: string; message?: string }[]) : [];
  const fields = errors.map((one) => `\n  ${one.field ?? ''}: ${one.message ?? ''}`).join('');
  const detail = String(problem['detail'] ?? problem['title'] ?? `HTTP status ${status}`);
  return new CommandFailure(reasonOf(status), detail + fields, { ...problem, status });
}

function reasonOf(status: number): FailureReason {
  if (status === 401 || status === 403) return 'not-allowed';
  if (status === 404) return 'not-found';
  if (status === 503 || status === 502 || status === 429) return 'unavailable';
  return status >= 500 ? 'unexpected' : 'refused';
}
