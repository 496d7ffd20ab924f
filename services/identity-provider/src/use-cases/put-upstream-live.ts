import { type Db, transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { upstreamAsked } from '../events/upstreams.ts';
import { insertRequest } from '../store/consortium.ts';
import { findUpstreamOf } from '../store/upstreams.ts';

/**
 * Asks that a university's people sign in at this provider, or that the live one becomes what this change of it says. Nothing
 * happens before another administrator agrees (consortium-requests.ts): whoever runs that provider can come in as any of them.
 *
 * @throws DomainError `upstream.unknown`, `upstream.not_tested`, `version.stale`, `consortium.already_asked`.
 */
export async function askToPutUpstreamIntoUse(
  db: Db,
  order: {
    readonly id: string;
    readonly universityId: string;
    readonly seenVersion: number;
    readonly personId: string;
    readonly reason: string;
  },
): Promise<void> {
  const { id, universityId, personId, reason } = order;
  await transaction(db, async (tx) => {
    const upstream = await findUpstreamOf(tx, universityId, id);
    if (!upstream) throw new DomainError('upstream.unknown', 'This university has no such provider.');
    if (upstream.version !== order.seenVersion) throw new DomainError('version.stale', 'It has changed meanwhile.');
    if (upstream.state !== 'tested' && upstream.state !== 'paused')
      throw new DomainError(
        'upstream.not_tested',
        'A provider goes live after a test sign-in has shown whom it lets in.',
      );
    const kind = upstream.revises === null ? 'put-upstream-live' : 'change-upstream';
    const details = { version: upstream.version, issuer: upstream.issuer };
    const request = { id: uuidv7(), kind, subject: id, reason, askedBy: personId, universityId, details } as const;
    if (!(await insertRequest(tx, request)))
      throw new DomainError('consortium.already_asked', 'The same is waiting for a decision already.');
    const said = { id: request.id, kind, reason, issuer: upstream.issuer };
    await upstreamAsked(tx, `person:${personId}`, { universityId, upstreamId: id }, said);
  });
}
