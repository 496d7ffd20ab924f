import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { hashToken } from '@onecampus/tokens';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Reading, Told } from '../picture/withdrawals.ts';
import { restsOnConsent } from '../rules/consent.ts';
import { policyOf } from '../rules/release-policy.ts';
import type { Client } from '../store/clients.ts';
import type { Stores } from './adapter.ts';

/** A session, a grant or an account that ends is forgotten at once (picture/); nothing else in an answer may change so soon. */
const kept_ms = 1_000;
const body_bytes_max = 16_384;
const plainForm = /^application\/x-www-form-urlencoded(; ?charset=utf-8)?$/i;

/** An answer of the engine's, as it goes out. */
type Kept = { readonly client: Client; readonly headers: OutgoingHttpHeaders; readonly body: string };

/** What makes two requests the same one: a hash of all that they ask with. */
export type Asked = string;

type Noted = { readonly key: Asked; readonly reading: Reading; readonly before: OutgoingHttpHeaders };
const askedOf = new WeakMap<IncomingMessage, Noted>();

/**
 * Whether the answer to a request may be kept for whoever asks exactly the same again: an introspection by an application that
 * proves itself with its secret. A resource server asks about the same token at every call. Anything else about a request — a
 * page of another origin, an answer as a JWT — and the engine looks at it each time.
 *
 * Userinfo is not kept: what the directory says of somebody ends by the clock, to the second, and every answer is a disclosure.
 */
export async function askedAgain(request: IncomingMessage): Promise<Asked | undefined> {
  const { method, url, headers } = request;
  if (method !== 'POST' || url !== '/token/introspection' || headers.origin !== undefined) return undefined;
  const authorization = headers.authorization;
  if (authorization === undefined || (request.headersDistinct['authorization']?.length ?? 0) > 1) return undefined;
  if (!/^basic /i.test(authorization)) return undefined;
  if (!plainForm.test(headers['content-type'] ?? '') || /jwt/i.test(headers.accept ?? '')) return undefined;
  const body = await peekedBody(request);
  return body === undefined ? undefined : hashToken(`${authorization} ${body}`);
}

/** The body where it has come whole already; it is put back, for the engine reads it anew. */
async function peekedBody(request: IncomingMessage): Promise<string | undefined> {
  const length = Number(request.headers['content-length']);
  if (!(length > 0 && length <= body_bytes_max)) return undefined;
  if (request.readableLength < length) await new Promise((resolve) => request.once('readable', resolve));
  const chunk = request.readableLength === length ? (request.read(length) as Buffer | null) : null;
  if (chunk === null) return undefined;
  request.unshift(chunk);
  return chunk.toString('latin1');
}

/** Answers with what was kept, or notes that the engine's answer may be kept. @returns whether it answered. */
export async function answeredAgain(
  { picture, clients }: Pick<Stores, 'picture' | 'clients'>,
  key: Asked,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<boolean> {
  const kept = picture.answer(key) as Kept | undefined;
  // A client that was read anew may be another one now.
  if (kept && (await clients.find(kept.client.id)) === kept.client) {
    response.writeHead(200, kept.headers).end(kept.body);
    return true;
  }
  askedOf.set(request, { key, reading: picture.begin(), before: response.getHeaders() });
  return false;
}

/** After the engine: keeps what it answered, with all that the answer rests on. */
export async function keepAnswer({ picture, clients }: Stores, ctx: KoaContextWithOIDC): Promise<void> {
  const noted = askedOf.get(ctx.req);
  if (!noted || ctx.oidc?.route !== 'introspection' || ctx.status !== 200) return;
  const { client, entities } = ctx.oidc;
  const token = entities.AccessToken;
  const known = client && (await clients.find(client.clientId));
  if (!known || !token?.grantId || !token.accountId || token.clientId !== known.id || token.jkt !== undefined) return;
  // Two secrets, of which one ends by the clock; a yes that may be taken back: these are looked at each time.
  if (client['older_secret'] !== undefined || restsOnConsent(policyOf(known))) return;
  const restsOn: Told[] = [`g:${token.grantId}`, `a:${token.accountId}`];
  if (token.sessionUid !== undefined) restsOn.push(`s:${token.sessionUid}`);
  const life_ms = Math.min(kept_ms, token.remainingTTL * 1_000);
  const body = JSON.stringify(ctx.body);
  const headers = { ...ownHeaders(ctx, noted.before), 'content-length': Buffer.byteLength(body) };
  const answer: Kept = { client: known, headers, body };
  picture.keepAnswer(noted.reading, noted.key, { restsOn, life_ms, answer });
}

/** Those that the engine has added: the frame sets its own for each answer. */
function ownHeaders({ response }: KoaContextWithOIDC, before: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const added = Object.entries(response.headers).filter(([name, value]) => before[name] !== value);
  return Object.fromEntries(added) as OutgoingHttpHeaders;
}
