import type { Db } from '@onecampus/database';
import { findProfile, fullName } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { type KeyEncryptionKey, open } from '@onecampus/tokens';
import { strangerPlace } from '../federation/upstream-secret-place.ts';
import { listOpenRequestsOf } from '../store/consortium.ts';
import { countUpstreamLinks } from '../store/upstream-links.ts';
import { listOpenStrangers, listProposalsTo, type Stranger } from '../store/upstream-strangers.ts';
import { findChangeOf, findUpstreamOf, listUpstreams, type Upstream } from '../store/upstreams.ts';

/** What the provider said of a stranger; whoever decides has nothing else to go by. */
export interface ShownStranger extends Omit<Stranger, 'shownSealed'> {
  readonly name: string | undefined;
  readonly identifier: string | undefined;
}

export interface WaysIn {
  readonly upstreams: readonly Upstream[];
  readonly strangers: readonly ShownStranger[];
  /** What other universities ask this one to agree to, with its own person who is meant. */
  readonly proposals: readonly (ShownStranger & { readonly meant: string })[];
}

export async function listWaysIn(
  { db, kek }: { readonly db: Db; readonly kek: KeyEncryptionKey },
  universityId: string,
): Promise<WaysIn> {
  const [upstreams, strangers, proposals] = await Promise.all([
    listUpstreams(db, universityId),
    listOpenStrangers(db, universityId),
    listProposalsTo(db, universityId),
  ]);
  return {
    upstreams,
    strangers: strangers.map((one) => shown(kek, one)),
    proposals: await Promise.all(
      proposals.map(async (one) => ({ ...shown(kek, one), meant: await nameOf(db, one.proposedPersonId) })),
    ),
  };
}

/** One provider of a university, or a change of its live one that is not in force. */
export interface WayIn {
  readonly upstream: Upstream;
  /** How many people it has led in. */
  readonly links: number;
  /** The change that somebody is preparing. */
  readonly changeId: string | undefined;
  /** Somebody has asked for it, and another one has to agree. */
  readonly isAskedFor: boolean;
}

/** @throws DomainError `upstream.unknown`, also where it is another university's. */
export async function findWayIn(db: Db, universityId: string, id: string): Promise<WayIn> {
  const upstream = await findUpstreamOf(db, universityId, id);
  if (!upstream) throw new DomainError('upstream.unknown', 'This university has no such provider.');
  const [links, change, requests] = await Promise.all([
    countUpstreamLinks(db, upstream.revises ?? id),
    findChangeOf(db, id),
    listOpenRequestsOf(db, universityId, ['put-upstream-live', 'change-upstream']),
  ]);
  return { upstream, links, changeId: change?.id, isAskedFor: requests.some(({ subject }) => subject === id) };
}

function shown(kek: KeyEncryptionKey, { shownSealed, ...stranger }: Stranger): ShownStranger {
  const said = shownSealed === null ? {} : (JSON.parse(open(shownSealed, kek, strangerPlace(stranger.id))) as object);
  const { name, identifier } = said as { name?: string; identifier?: string };
  return { ...stranger, name, identifier };
}

async function nameOf(db: Db, personId: string | null): Promise<string> {
  const profile = personId === null ? undefined : await findProfile(db, personId);
  return profile ? fullName(profile) : '—';
}
