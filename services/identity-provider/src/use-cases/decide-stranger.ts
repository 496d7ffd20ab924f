import { type Db, type Tx, transaction } from '@onecampus/database';
import {
  type Actor,
  findAccountHolders,
  findCanonicalPersonId,
  findPeopleByIdentifier,
  findPersonIdByReference,
  findProfile,
  type University,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { strangerProposed, strangerRefused, upstreamLinked } from '../events/upstreams.ts';
import { accountOfHolder } from '../federation/account-of-holder.ts';
import { servesElsewhere } from '../recovery/serves-elsewhere.ts';
import { addNotice } from '../store/notices.ts';
import { dropUpstreamLink, insertUpstreamLink } from '../store/upstream-links.ts';
import { closeStranger, lockStranger, proposeForStranger, type Stranger } from '../store/upstream-strangers.ts';
import { findUpstream } from '../store/upstreams.ts';

/** An administrator, by the person that he is. */
export interface Decider {
  readonly personId: string;
  readonly by: Actor;
}

/**
 * An administrator says who a stranger is. A person of his own university is linked at once; another university's person, or
 * one who has a role there, only when an administrator of that university agrees, for the stranger will then be in that
 * account.
 *
 * @param order `person`: an identifier of the own university, any eppn, or a public reference.
 * @throws DomainError `match.unknown`, `match.decided`, `person.unknown`, `person.own_record`.
 */
export async function nameStranger(
  db: Db,
  order: { readonly id: string; readonly university: University; readonly decider: Decider; readonly person: string },
): Promise<'linked' | 'proposed'> {
  const { university, decider } = order;
  return transaction(db, async (tx) => {
    const stranger = await waiting(tx, order.id, { universityId: university.id });
    const { personId, universityId } = await findMeant(tx, university, order.person);
    if (personId === (await findCanonicalPersonId(tx, decider.personId)))
      throw new DomainError('person.own_record', 'Nobody names a stranger as himself.');
    const agreeing = universityId === university.id ? await servesElsewhere(tx, personId, university.id) : universityId;
    if (agreeing === undefined) {
      await link(tx, stranger, personId, decider.by);
      return 'linked';
    }
    await proposeForStranger(tx, { id: stranger.id, personId, agreeingUniversityId: agreeing, by: decider.by });
    await strangerProposed(tx, decider.by, { ...at(stranger), personId });
    return 'proposed';
  });
}

/** @throws DomainError `match.unknown`, `match.decided`. */
export async function refuseStranger(
  db: Db,
  order: { readonly id: string; readonly universityId: string; readonly decider: Decider },
): Promise<void> {
  await transaction(db, async (tx) => {
    const stranger = await open(tx, order.id, { universityId: order.universityId });
    await close(tx, stranger, 'refused', order.decider.by);
    await strangerRefused(tx, order.decider.by, at(stranger));
  });
}

/**
 * The second pair of eyes: an administrator of the university whose person is meant agrees, or says no.
 *
 * @throws DomainError `match.unknown`, `match.decided`, `match.second_pair_of_eyes`, `person.own_record`.
 */
export async function answerProposal(
  db: Db,
  order: { readonly id: string; readonly universityId: string; readonly decider: Decider; readonly agrees: boolean },
): Promise<void> {
  await transaction(db, async (tx) => {
    const { decider } = order;
    const stranger = await open(tx, order.id, { agreeingUniversityId: order.universityId });
    if (!order.agrees) {
      await close(tx, stranger, 'refused', decider.by);
      await strangerRefused(tx, decider.by, at(stranger));
      return;
    }
    const [who, asker, meant] = await Promise.all(
      [decider.personId, stranger.proposedBy!.replace('person:', ''), stranger.proposedPersonId!].map((id) =>
        findCanonicalPersonId(tx, id),
      ),
    );
    if (who === asker) throw new DomainError('match.second_pair_of_eyes', 'Another administrator has to agree.');
    if (who === meant) throw new DomainError('person.own_record', 'Nobody opens his own account to somebody.');
    await link(tx, stranger, meant ?? '', decider.by);
  });
}

async function waiting(tx: Tx, id: string, as: { readonly universityId: string }): Promise<Stranger> {
  const stranger = await open(tx, id, as);
  if (stranger.state !== 'waiting') throw decidedAlready();
  return stranger;
}

async function open(tx: Tx, id: string, as: Parameters<typeof lockStranger>[2]): Promise<Stranger> {
  const stranger = await lockStranger(tx, id, as);
  if (!stranger) throw new DomainError('match.unknown', 'There is no such request.');
  if (stranger.state !== 'waiting' && stranger.state !== 'proposed') throw decidedAlready();
  return stranger;
}

/** Whom an administrator means, and whose person that is: his own university's where the person belongs there too. */
async function findMeant(
  tx: Tx,
  university: University,
  typed: string,
): Promise<{ personId: string; universityId: string }> {
  const value = typed.trim();
  const own = new Set<string>();
  for (const scope of university.scopes) {
    const schemes = ['eppn', 'student_number', 'employee_number'] as const;
    for (const found of await findPeopleByIdentifier(tx, { value, schemes, scope })) own.add(found.personId);
  }
  if (own.size === 1) return { personId: [...own][0]!, universityId: university.id };
  if (own.size > 1) throw new DomainError('person.ambiguous', 'Several people have that identifier.');
  const holders = value.includes('@') ? await findAccountHolders(tx, value) : [];
  const personId = holders.length === 1 ? holders[0]!.personId : await findPersonIdByReference(tx, value);
  const profile = personId === undefined ? undefined : await findProfile(tx, personId);
  if (!profile) throw new DomainError('person.unknown', 'There is no such person.');
  const belongs =
    profile.universityId === university.id || profile.affiliations.some((one) => one.universityId === university.id);
  return { personId: profile.personId, universityId: belongs ? university.id : profile.universityId };
}

async function link(tx: Tx, stranger: Stranger, personId: string, by: Actor): Promise<void> {
  const account = await accountOfHolder(tx, { personId, homePersonId: personId });
  if (!account) throw new DomainError('person.unknown', 'There is no such person.');
  const { issuer, sub, universityId, upstreamId } = stranger;
  // What opened it before under this issuer does not any more: people have decided that this subject is the person.
  await dropUpstreamLink(tx, issuer, account.personId);
  if (!(await insertUpstreamLink(tx, { issuer, sub, universityId, upstreamId, personId: account.personId, by })))
    throw decidedAlready();
  await close(tx, stranger, 'linked', by);
  await upstreamLinked(tx, by, { universityId, upstreamId, personId: account.personId, because: 'decision' });
  const university = (await findUpstream(tx, upstreamId))!.domains[0]!;
  await addNotice(tx, { personId: account.personId, kind: 'university-linked', details: { university } });
}

async function close(tx: Tx, { id }: Stranger, state: 'linked' | 'refused', by: Actor): Promise<void> {
  if (!(await closeStranger(tx, { id, state, by }))) throw decidedAlready();
}

function at({ id, universityId, upstreamId }: Stranger) {
  return { strangerId: id, universityId, upstreamId };
}

function decidedAlready(): DomainError {
  return new DomainError('match.decided', 'This was decided already.');
}
