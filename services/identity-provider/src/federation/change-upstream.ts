import type { Tx } from '@onecampus/database';
import { constraintOf } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { type KeyEncryptionKey, open, seal } from '@onecampus/tokens';
import { upstreamChanged, upstreamPaused, upstreamWentLive } from '../events/upstreams.ts';
import {
  applyUpstreamChange,
  deleteUpstreamChange,
  findUpstreamOf,
  pauseLiveUpstream,
  putUpstreamLive,
  type Upstream,
} from '../store/upstreams.ts';
import { upstreamSecretPlace } from './upstream-secret-place.ts';

/** What two administrators of a university have agreed on about its provider. */
export type UpstreamAgreement = {
  readonly kind: 'put-upstream-live' | 'change-upstream';
  readonly universityId: string;
  readonly upstreamId: string;
  /** Of the settings that both have seen. */
  readonly version: number;
  readonly askedBy: string;
  readonly agreedBy: string;
};

/**
 * Carries it out: the provider goes live and the one that was live makes room, or the live one's settings become those of the
 * change.
 *
 * @throws DomainError `upstream.unknown`, `upstream.not_tested`, `version.stale` where it is not any more what was asked about,
 *   `upstream.unfit` where another university's live provider has that issuer.
 */
export async function carryOutForUpstream(tx: Tx, kek: KeyEncryptionKey, agreement: UpstreamAgreement): Promise<void> {
  const { universityId, upstreamId, version } = agreement;
  const upstream = await findUpstreamOf(tx, universityId, upstreamId);
  if (!upstream) throw new DomainError('upstream.unknown', 'This university has no such provider.');
  if (upstream.version !== version) throw new DomainError('version.stale', 'It has changed since it was asked for.');
  try {
    await (upstream.revises === null ? goLive(tx, agreement) : change(tx, kek, upstream, agreement));
  } catch (error) {
    if (constraintOf(error) !== 'one_live_upstream_of_an_issuer') throw error;
    throw new DomainError('upstream.unfit', 'Another university signs its people in there.', {
      details: { fault: 'issuer_taken' },
    });
  }
}

async function goLive(tx: Tx, { universityId, upstreamId, askedBy, agreedBy, version }: UpstreamAgreement) {
  const by: Actor = `person:${agreedBy}`;
  for (const paused of await pauseLiveUpstream(tx, universityId, by)) {
    await upstreamPaused(tx, by, { universityId, upstreamId: paused });
  }
  if (!(await putUpstreamLive(tx, { id: upstreamId, universityId, seenVersion: version, askedBy, agreedBy }))) {
    throw new DomainError(
      'upstream.not_tested',
      'A provider goes live after a test sign-in has shown whom it lets in.',
    );
  }
  await upstreamWentLive(tx, by, { universityId, upstreamId }, askedBy);
}

async function change(tx: Tx, kek: KeyEncryptionKey, revision: Upstream, agreement: UpstreamAgreement) {
  const { universityId, askedBy, agreedBy } = agreement;
  const id = revision.revises!;
  const secretSealed = resealed(kek, revision, id);
  if (!(await applyUpstreamChange(tx, { id, revisionId: revision.id, secretSealed, askedBy, agreedBy }))) {
    throw new DomainError(
      'upstream.not_tested',
      'A change comes into force after a test sign-in, while the provider is live.',
    );
  }
  await deleteUpstreamChange(tx, universityId, revision.id);
  await upstreamChanged(tx, `person:${agreedBy}`, { universityId, upstreamId: id }, askedBy);
}

/** A provider's secret as another row keeps it: sealed with its place, so that it opens nowhere else. */
export function resealed(kek: KeyEncryptionKey, { id, secretSealed }: Upstream, to: string): string | null {
  if (secretSealed === null) return null;
  return seal(open(secretSealed, kek, upstreamSecretPlace(id)), kek, upstreamSecretPlace(to));
}
