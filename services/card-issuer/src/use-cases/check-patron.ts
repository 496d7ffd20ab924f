import { randomBytes } from 'node:crypto';
import { type Db, transaction } from '@onecampus/database';
import { type CardKey, type CardStanding, findCardStanding, recordDisclosures } from '@onecampus/directory';
import { asksForPin, type PatronAnswer, type PinOutcome, patronAnswer } from '../rules/patron-answer.ts';
import { pinMac, pinMatches } from '../rules/pin.ts';
import { shownPatron } from '../rules/shown-patron.ts';
import type { SipAccount } from '../rules/sip-account.ts';
import type { SipDesk } from '../sip-desk.ts';
import { addPinFailure, findPin, forgetPinFailures, type PinAtPlace, savePin } from '../store/patron-pins.ts';

export interface PatronQuestion {
  readonly account: SipAccount;
  readonly address: string;
  /** What was scanned. */
  readonly patron: string;
  /** `undefined` where the machine sent no PIN field. */
  readonly pin: string | undefined;
}

export interface CheckedPatron {
  readonly standing: CardStanding;
  readonly answer: PatronAnswer;
}

/** Whose card a machine was shown, and what it is told of him. What leaves the person's own university is recorded first. */
export async function checkPatron(desk: SipDesk, question: PatronQuestion): Promise<CheckedPatron> {
  const { account } = question;
  const now = desk.clock.now();
  const standing = await findCardStanding(desk.db, {
    key: { kind: keyKind(account), value: question.patron },
    at: { universityId: account.universityId, ...(account.library === null ? {} : { libraryId: account.library }) },
    now,
  });
  const answer = patronAnswer(account, standing, await checkPin(desk, question, standing, now));
  await recordShown(desk.db, account, { standing, answer }, now);
  return { standing, answer };
}

function keyKind({ accepts }: SipAccount): CardKey['kind'] {
  if (accepts.length > 1) return 'scanned';
  return accepts[0] === 'old_barcode' ? 'old_barcode' : 'number';
}

async function checkPin(
  desk: SipDesk,
  { account, address, pin }: PatronQuestion,
  { personId, reason }: CardStanding,
  now: Date,
): Promise<PinOutcome> {
  if (account.pin === 'none') return 'not_asked';
  if (pin === undefined || pin === '' || personId === undefined || !asksForPin(account, reason)) return 'absent';
  const place = { accountId: account.id, address };
  return desk.pinInTurn(`${personId} ${account.id} ${address}`, async () => {
    const kept = await findPin(desk.db, personId, place);
    if (!kept) return 'none_set';
    if (kept.lockedUntil && kept.lockedUntil > now) return 'locked';
    if (!pinMatches(desk.peppers, kept, pin)) {
      await addPinFailure(desk.db, kept.personId, place, now);
      return 'wrong';
    }
    if (kept.failures !== null) await forgetPinFailures(desk.db, kept.personId, place);
    await renewMac(desk, kept, pin, now);
    return 'right';
  });
}

/** A PIN that was made with an earlier pepper is made anew while it is known: so the earlier one can go in time. */
async function renewMac(desk: SipDesk, kept: PinAtPlace, pin: string, now: Date): Promise<void> {
  const [pepper] = desk.peppers;
  if (!pepper || pepper.name === kept.pepper) return;
  const salt = randomBytes(16);
  const { personId } = kept;
  const renewed = { personId, mac: pinMac(pepper, salt, personId, pin), salt, pepper: pepper.name };
  await transaction(desk.db, (tx) => savePin(tx, renewed, now));
}

/** Once a day for each machine and person, however often the card is scanned. */
async function recordShown(db: Db, account: SipAccount, patron: CheckedPatron, now: Date): Promise<void> {
  const { personId, classUniversityId } = patron.standing;
  const attributes = Object.keys(shownPatron(account, patron));
  if (personId === undefined || attributes.length === 0 || classUniversityId === account.universityId) return;
  await recordDisclosures(db, [
    {
      personId,
      fromUniversityId: classUniversityId,
      to: `university:${account.universityId}`,
      attributes,
      basis: 'contract',
      purpose: 'lookup',
      occasion: `sip2 ${account.id} ${now.toISOString().slice(0, 10)}`,
    },
  ]);
}
