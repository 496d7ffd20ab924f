import { hashToken } from '@onecampus/tokens';
import type { Context } from '../context.ts';
import { upstreamClient } from '../federation/upstream-client.ts';
import { findUpstreamOfReceipt } from '../store/upstream-sessions.ts';
import { findUpstream } from '../store/upstreams.ts';

/** Nobody waits longer for an offer that he may not want. */
const patience_ms = 1_000;

export interface UpstreamSignOut {
  readonly universityId: string;
  /** Where the browser signs out over there (OpenID Connect RP-Initiated Logout 1.0 §2). */
  readonly url: string;
}

/**
 * Where somebody who has just signed out here may do so at his university too: he came from there, it is still the provider
 * that it was, and it offers such a place. We keep no ID token to show there, so it asks him itself.
 */
export async function findUpstreamSignOut(context: Context, receipt: string): Promise<UpstreamSignOut | undefined> {
  const from = await findUpstreamOfReceipt(context.db, hashToken(receipt));
  const upstream = from && (await findUpstream(context.db, from.id));
  if (!from || !upstream || upstream.issuer !== from.issuer || upstream.state === 'draft') return undefined;
  const waited = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience_ms).unref());
  const client = await Promise.race([upstreamClient(context, upstream).catch(() => undefined), waited]);
  const place = URL.parse(client?.serverMetadata().end_session_endpoint ?? '');
  if (!place || !(place.protocol === 'https:' || (place.protocol === 'http:' && !context.config.production)))
    return undefined;
  place.searchParams.set('client_id', upstream.clientId);
  return { universityId: upstream.universityId, url: place.href };
}
