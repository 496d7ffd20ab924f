import { Provider } from 'oidc-provider';
import type { Account } from '../store/accounts.ts';
import type { StoredGrant } from '../store/grants.ts';
import type { StoredSession } from '../store/sessions.ts';

/** What one request has read, for whoever asks for the same within it. It is gone with the request. */
interface RequestMemory {
  /** By the account's reference. */
  readonly accounts: Map<string, { readonly account: Account; readonly personId: string | undefined }>;
  readonly grants: Map<string, StoredGrant>;
  /** A refresh token that is to be taken out of use by the statement that writes its successor: their hashes. */
  rotation?: { readonly idHash: string; readonly successorHash: string } | undefined;
  /** Whose token or code was shown, before the engine says whose. */
  clientId?: string | undefined;
  /** Sessions as they were read, by the cookie's hash: what the engine saves unchanged is not written. */
  readonly sessions: Map<string, StoredSession>;
}

const memories = new WeakMap<object, RequestMemory>();

/**
 * The memory of the engine's request in hand; `undefined` outside of one, where nothing is remembered. What stands in it was
 * read together at the request's beginning, so a request decides by one picture of the world; the next one reads anew, and
 * whatever is issued is checked again whenever it is used.
 */
export function requestMemory(): RequestMemory | undefined {
  const context = Provider.ctx as object | undefined;
  if (context === undefined) return undefined;
  const known = memories.get(context);
  if (known) return known;
  const fresh: RequestMemory = { accounts: new Map(), grants: new Map(), sessions: new Map() };
  memories.set(context, fresh);
  return fresh;
}

/** The application that the request in hand is about, as far as it is known yet. */
export function clientInHand(): string | undefined {
  const context = Provider.ctx as
    | {
        readonly query?: Readonly<Record<string, unknown>>;
        readonly oidc?: {
          readonly client?: { readonly clientId: string };
          readonly entities?: Readonly<Record<string, { readonly clientId?: string; readonly params?: object }>>;
        };
      }
    | undefined;
  const entities = context?.oidc?.entities ?? {};
  const interaction = entities['Interaction']?.params as { client_id?: unknown } | undefined;
  const named = [
    context?.oidc?.client?.clientId,
    requestMemory()?.clientId,
    entities['AccessToken']?.clientId,
    interaction?.client_id,
    context?.query?.['client_id'],
  ];
  // Whatever else a stranger writes there is nobody's name and no business of the database.
  return named.find((one): one is string => typeof one === 'string' && /^[\x21-\x7e]{1,500}$/.test(one));
}
