import { transaction } from '@onecampus/database';
import type { Context } from '../context.ts';
import { signedOutUpstream } from '../events/upstreams.ts';
import { readUpstreamLogout, rememberEndedUpstream } from '../federation/upstream-logout.ts';
import { endSessionsByUid } from '../store/session-ends.ts';
import { listSessionsFromUpstream } from '../store/upstream-sessions.ts';
import { findUpstreamInUse } from '../store/upstreams.ts';

/**
 * A university's provider says that somebody has signed out there: the sessions that came from that session, or from him
 * where it names none, end here as by a sign-out, and their applications are told. Sessions of the same person that began
 * otherwise go on.
 *
 * @returns how many ended; `undefined` where no provider of ours has that name.
 * @throws DomainError of `readUpstreamLogout`.
 */
export async function endUpstreamSessions(context: Context, slug: string, token: string): Promise<number | undefined> {
  const upstream = await findUpstreamInUse(context.db, slug);
  if (!upstream) return undefined;
  const ended = await readUpstreamLogout(context, upstream, token);
  await rememberEndedUpstream(context.ephemeral, upstream.issuer, ended);
  const from = { upstreamId: upstream.id, issuer: upstream.issuer, ...ended };
  return transaction(context.db, async (tx) => {
    const sessions = await listSessionsFromUpstream(tx, from);
    const count = await endSessionsByUid(
      tx,
      sessions.map(({ uid }) => uid),
      'sign-out',
    );
    for (const personId of new Set(sessions.map((one) => one.personId)))
      await signedOutUpstream(tx, { personId, universityId: upstream.universityId, upstreamId: upstream.id });
    return count;
  });
}
