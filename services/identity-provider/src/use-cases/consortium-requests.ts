import { type Db, type Tx, transaction } from '@onecampus/database';
import { type Actor, findProfile, fullName } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { clientChanged } from '../events/clients.ts';
import { firstFactorAgreed } from '../events/factors.ts';
import { consortiumRequestDecided, consortiumRequestMade, consortiumRoleChanged } from '../events/keys.ts';
import { upstreamRequestRefused } from '../events/upstreams.ts';
import { carryOutForUpstream } from '../federation/change-upstream.ts';
import { returnToKey, rotateSigningKeys, withdrawKeyAtOnce } from '../keys/change-keys.ts';
import type { KeyTending } from '../keys/key-tending.ts';
import { type UpstreamDifference, upstreamDifferences } from '../rules/upstream-differences.ts';
import { setFirstParty } from '../store/acts-for.ts';
import { hasOtherAdministrator } from '../store/administrators.ts';
import {
  type ConsortiumKind,
  type ConsortiumRequest,
  decideRequest,
  findRequest,
  grantOfficer,
  insertRequest,
  isSamePerson,
  listOfficers,
  listOpenRequestsOf,
  listRequests,
  lockOfficers,
  revokeOfficer,
} from '../store/consortium.ts';
import { announceNews } from '../store/news.ts';
import { findUpstreamOf, listUpstreams } from '../store/upstreams.ts';

/** With fewer nobody could agree to anything. */
const officers_min = 2;
const shown_requests_max = 50;
const upstreamKinds = ['put-upstream-live', 'change-upstream'] as const;

/**
 * Asks for something that only two people together may do. Nothing happens before another one agrees.
 *
 * @throws DomainError `consortium.already_asked`
 */
export async function askForDecision(
  db: Db,
  order: {
    readonly personId: string;
    readonly kind: ConsortiumKind;
    readonly subject: string | null;
    readonly reason: string;
  },
): Promise<string> {
  return transaction(db, async (tx) => {
    const request = { ...order, id: uuidv7(), askedBy: order.personId };
    if (!(await insertRequest(tx, request)))
      throw new DomainError('consortium.already_asked', 'The same is waiting for a decision already.');
    await consortiumRequestMade(tx, `person:${order.personId}`, request);
    return request.id;
  });
}

/** As whom somebody decides: as an administrator of one university, or as an officer of the consortium. */
export type Decider = { readonly personId: string; readonly universityId: string | null };

/**
 * Agrees to a request, which does what it asks for in the same transaction, or refuses it. Whoever asked may take it back and
 * not agree to it, with whichever of his accounts. An officer decides for a university that has no second administrator.
 *
 * @throws DomainError `consortium.request_unknown`, `consortium.second_pair_of_eyes`, `consortium.too_few_officers`,
 *   `consortium.wrong_number`, and what the action itself refuses.
 */
export async function decideOnRequest(
  tending: KeyTending,
  order: Decider & {
    readonly id: string;
    readonly outcome: 'agreed' | 'refused';
    readonly number?: string | undefined;
  },
): Promise<ConsortiumRequest> {
  return transaction(tending.db, async (tx) => {
    const asked = await findRequest(tx, order.id);
    if (!asked || !(await mayDecide(tx, asked, order))) throw unknown();
    if (order.outcome === 'agreed' && (await isSamePerson(tx, asked.askedBy, order.personId)))
      throw new DomainError('consortium.second_pair_of_eyes', 'Somebody else has to agree to this.');
    if (order.outcome === 'agreed' && asked.kind === 'first-factor' && order.number !== asked.details['number'])
      throw new DomainError('consortium.wrong_number', 'This is not the number that the person was given.');
    const decided = await decideRequest(tx, { id: order.id, by: order.personId, outcome: order.outcome });
    if (!decided) throw unknown();
    const by: Actor = `person:${order.personId}`;
    await consortiumRequestDecided(tx, by, order.id, order.outcome);
    await (order.outcome === 'agreed' ? carryOut(tx, tending, decided, by) : tellOfRefusal(tx, decided, by));
    return decided;
  });
}

/** What is open for the officers, and what was decided lately. */
export async function listConsortiumRequests(db: Db): Promise<ConsortiumRequest[]> {
  const requests = await listRequests(db, shown_requests_max);
  const theirs = await Promise.all(requests.map((one) => isForOfficers(db, one)));
  return requests.filter((_, at) => theirs[at]);
}

/** Those of one university wait for its own administrators, where it has two. */
async function isForOfficers(db: Db, { universityId, askedBy }: ConsortiumRequest): Promise<boolean> {
  return universityId === null || !(await hasOtherAdministrator(db, universityId, askedBy));
}

async function mayDecide(tx: Tx, asked: ConsortiumRequest, { personId, universityId }: Decider): Promise<boolean> {
  if (universityId !== null) return asked.universityId === universityId;
  return (await isForOfficers(tx, asked)) || isSamePerson(tx, asked.askedBy, personId);
}

/**
 * What waits for the administrators of one university, with what would be other than it is.
 */
export async function listUpstreamRequests(db: Db, universityId: string): Promise<UpstreamRequest[]> {
  const requests = await listOpenRequestsOf(db, universityId, upstreamKinds);
  return Promise.all(requests.map((one) => withDifferences(db, one)));
}

/** A request with the name of whoever made it. */
export type NamedRequest = ConsortiumRequest & { readonly askedByName: string };

/** Who of a university's staff waits to be confirmed before his first factor. */
export async function listFirstFactorRequests(db: Db, universityId: string): Promise<NamedRequest[]> {
  const requests = await listOpenRequestsOf(db, universityId, ['first-factor']);
  return Promise.all(requests.map((one) => withName(db, one)));
}

export async function withName(db: Db, request: ConsortiumRequest): Promise<NamedRequest> {
  const profile = await findProfile(db, request.askedBy);
  return { ...request, askedByName: profile ? fullName(profile) : request.askedBy };
}

/** A request about a provider, and what it would change; none where the provider is not any more what it was asked about. */
export type UpstreamRequest = NamedRequest & {
  readonly differences: readonly UpstreamDifference[] | undefined;
  /** The provider that is live now; none where people sign in here. */
  readonly liveIssuer: string | undefined;
};

export async function withDifferences(db: Db, request: ConsortiumRequest): Promise<UpstreamRequest> {
  const universityId = request.universityId!;
  const [upstreams, wanted, named] = await Promise.all([
    listUpstreams(db, universityId),
    findUpstreamOf(db, universityId, request.subject!),
    withName(db, request),
  ]);
  const live = upstreams.find(({ state }) => state === 'live');
  const stands = wanted !== undefined && wanted.version === request.details['version'];
  return {
    ...named,
    differences: stands ? upstreamDifferences(live, wanted) : undefined,
    liveIssuer: live?.issuer,
  };
}

export function listSecurityOfficers(db: Db): Promise<string[]> {
  return listOfficers(db);
}

/**
 * The operator names the first officers, who then decide about all others.
 *
 * @throws DomainError `consortium.enough_officers`
 */
export async function nameFirstOfficer(db: Db, order: { readonly actor: Actor; readonly personId: string }) {
  await transaction(db, async (tx) => {
    await lockOfficers(tx);
    if ((await listOfficers(tx)).length >= officers_min)
      throw new DomainError('consortium.enough_officers', 'There are officers; they decide together about others.');
    await grantOfficer(tx, order.personId, order.actor);
    await consortiumRoleChanged(tx, order.actor, order.personId, 'granted');
  });
}

/** Whoever asked about a provider, and everybody who would have been answerable for it, hears that nothing comes of it. */
async function tellOfRefusal(tx: Tx, { id, kind, subject, universityId }: ConsortiumRequest, by: Actor): Promise<void> {
  if (kind !== 'put-upstream-live' && kind !== 'change-upstream') return;
  await upstreamRequestRefused(tx, by, { universityId: universityId!, upstreamId: subject!, requestId: id });
}

async function carryOut(tx: Tx, tending: KeyTending, request: ConsortiumRequest, actor: Actor): Promise<void> {
  const { kind, subject, reason } = request;
  switch (kind) {
    case 'rotate-keys':
      return rotateSigningKeys(tx, tending, { actor, when: 'scheduled' });
    case 'withdraw-key':
      return withdrawKeyAtOnce(tx, tending, { actor, kid: subject!, reason });
    case 'return-to-key':
      return returnToKey(tx, tending, { actor, kid: subject!, reason });
    case 'grant-role':
      await grantOfficer(tx, subject!, actor);
      return consortiumRoleChanged(tx, actor, subject!, 'granted');
    case 'revoke-role':
      await lockOfficers(tx);
      if ((await listOfficers(tx)).length <= officers_min)
        throw new DomainError('consortium.too_few_officers', 'Two officers have to remain; name another one first.');
      await revokeOfficer(tx, subject!, actor);
      return consortiumRoleChanged(tx, actor, subject!, 'revoked');
    case 'first-party': {
      const decision = { clientId: subject!, askedBy: request.askedBy, agreedBy: request.decidedBy! };
      if (!(await setFirstParty(tx, decision)))
        throw new DomainError('client.unknown', 'The consortium has no such application.');
      await clientChanged(tx, actor, { id: subject!, universityId: null }, ['firstParty']);
      return announceNews(tx);
    }
    case 'put-upstream-live':
    case 'change-upstream':
      return carryOutForUpstream(tx, tending.kek, {
        kind,
        universityId: request.universityId!,
        upstreamId: subject!,
        version: Number(request.details['version']),
        askedBy: request.askedBy,
        agreedBy: request.decidedBy!,
      });
    case 'first-factor':
      return firstFactorAgreed(tx, actor, { personId: subject!, account: String(request.details['account']) });
  }
}

function unknown(): DomainError {
  return new DomainError('consortium.request_unknown', 'There is no such request, or it was decided or ran out.');
}
