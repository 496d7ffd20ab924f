import { isIP } from 'node:net';
import { Agent, request } from 'undici';
import { mayCall, type OutgoingPolicy } from '../rules/outgoing-address.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { readUpTo } from './read-up-to.ts';

const connect_timeout_ms = 2_000;
/** From the first byte of the question to the last of the answer, where the caller's own signal is not faster. */
const whole_timeout_ms = 5_000;
/** Metadata, key sets and claims are a few KiB; whoever sends more wants something else. */
const answer_bytes_max = 256 * 1_024;
/** Not more doors open than there are universities in any consortium we know of, by far. */
const agents_max = 1_000;

type Options = {
  readonly method?: string;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
};

/** Calls to addresses that others have named to us: a client's key set, its sign-out, a university's own provider. */
export interface OutgoingCalls {
  /**
   * Calls on behalf of a university's application, `null` for the consortium's own. Only addresses that may be called are
   * connected to, redirects are not followed, and size and time have an end.
   *
   * @throws Error where the address may not be called, does not answer in time or answers too much.
   */
  call(universityId: string | null, url: string | URL, options?: Options): Promise<Response>;
  /** The same at the word of a stranger: the internet alone, and none of the networks that are open to anybody of ours. */
  callForStranger(url: string | URL, options?: Options): Promise<Response>;
  close(): Promise<void>;
}

export function outgoingCalls(policyOf: (universityId: string | null) => Promise<OutgoingPolicy>): OutgoingCalls {
  // One agent for each university: its lookup decides by that university's networks, and its sockets are its own.
  const doors = new Map<string, { readonly agent: Agent; policy: OutgoingPolicy }>();
  const doorOf = async (name: string, policy: OutgoingPolicy) => {
    const known = doors.get(name);
    if (known) return Object.assign(known, { policy });
    if (doors.size >= agents_max) throw new Error('calls for too many universities at once');
    const door = { policy, agent: undefined as unknown as Agent };
    door.agent = new Agent({
      connect: { lookup: guardedLookup(() => door.policy), timeout: connect_timeout_ms },
      keepAliveTimeout: 1_000,
    });
    doors.set(name, door);
    return door;
  };

  const callThrough = async (
    door: { readonly agent: Agent; readonly policy: OutgoingPolicy },
    url: string | URL,
    options: Options = {},
  ): Promise<Response> => {
    const target = new URL(String(url));
    const { agent, policy } = door;
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !mayCall(host, policy))
      throw new Error(`calls to ${host} are not allowed: it is no open network`);
    const answer = await request(target, {
      method: (options.method ?? 'GET') as 'GET',
      headers: Object.fromEntries(new Headers(options.headers)),
      body: bodyOf(options.body),
      signal: AbortSignal.any([AbortSignal.timeout(whole_timeout_ms), ...(options.signal ? [options.signal] : [])]),
      dispatcher: agent,
    });
    const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name, one]),
    );
    const bytes = await readUpTo(answer.body, answer_bytes_max);
    const empty = [101, 204, 205, 304].includes(answer.statusCode);
    return new Response(empty ? null : bytes, { status: answer.statusCode, headers });
  };

  return {
    call: async (universityId, url, options) =>
      callThrough(await doorOf(universityId ?? '', await policyOf(universityId)), url, options),
    callForStranger: async (url, options) => {
      const policy = await policyOf(null);
      return callThrough(await doorOf('stranger', { ...policy, allowedNetworks: [] }), url, options);
    },
    close: async () => {
      await Promise.all([...doors.values()].map(({ agent }) => agent.close()));
    },
  };
}

function bodyOf(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('only texts and forms are sent out');
}
