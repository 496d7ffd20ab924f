import { type Db, type Tx, transaction } from '@onecampus/database';
import { listRolesOfPerson } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { type Clock, randomDigits, uuidv7 } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { consortiumRequestMade } from '../events/keys.ts';
import { hasPower } from '../recovery/has-power.ts';
import { insertRequest, isOfficer } from '../store/consortium.ts';
import { findOpenConfirmation, wasConfirmed, wasOpenedInPerson } from '../store/first-factor.ts';
import { hasSecondFactor } from '../store/second-factors.ts';

/** Somebody about to enrol a factor, in one session. */
export interface Enroller {
  readonly personId: string;
  readonly accountPersonId: string;
  readonly sessionUid: string;
}

const number_digits = 6;
const reason = 'first factor';

/**
 * Whether somebody may enrol a factor. Whoever has power over others and no factor yet has only a password, and whoever has
 * stolen that would make himself the administrator with a passkey of his own: so the first one rests on something besides — on
 * an invitation or a recovery in person of the last hour, or on a second person who confirms who sits there. Whoever has a
 * factor has shown it (own-session.ts).
 */
export async function mayEnrolFactor(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  { personId, accountPersonId, sessionUid }: Enroller,
): Promise<boolean> {
  if (!(await hasPower(db, personId)) || (await hasSecondFactor(db, accountPersonId))) return true;
  return (
    (await wasOpenedInPerson(db, accountPersonId, clock.now())) ||
    (await wasConfirmed(db, personId, hashToken(sessionUid)))
  );
}

/** The number that he tells a second person; `elsewhere` where it was asked for in another browser, by him or by somebody else. */
export async function ownConfirmation(
  db: Db,
  { personId, sessionUid }: Enroller,
): Promise<{ readonly number: string } | 'elsewhere' | undefined> {
  const open = await findOpenConfirmation(db, personId);
  if (open === undefined) return undefined;
  return open.sessionHash === hashToken(sessionUid) ? { number: open.number } : 'elsewhere';
}

/**
 * Asks a second person to confirm who sits here: another administrator of the university at which he serves, or an officer of
 * the consortium where he serves several or is an officer himself. No university alone makes anybody another one's administrator.
 *
 * @throws DomainError `consortium.already_asked`.
 */
export async function askForConfirmation(db: Db, enroller: Enroller): Promise<void> {
  const { personId, accountPersonId, sessionUid } = enroller;
  await transaction(db, async (tx) => {
    const universityId = await decidingUniversity(tx, personId);
    const details = { account: accountPersonId, session: hashToken(sessionUid), number: randomDigits(number_digits) };
    const asked = { id: uuidv7(), kind: 'first-factor', subject: personId, reason, askedBy: personId } as const;
    if (!(await insertRequest(tx, { ...asked, universityId, details })))
      throw new DomainError('consortium.already_asked', 'The same is waiting for a decision already.');
    await consortiumRequestMade(tx, `person:${personId}`, asked);
  });
}

async function decidingUniversity(tx: Tx, personId: string): Promise<string | null> {
  const universities = [...new Set((await listRolesOfPerson(tx, personId)).map(({ universityId }) => universityId))];
  return universities.length === 1 && !(await isOfficer(tx, personId)) ? universities[0]! : null;
}
