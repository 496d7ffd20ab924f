import { randomBytes } from 'node:crypto';
import { type Tx, transaction } from '@onecampus/database';
import { findProfile, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { randomDigits } from '@onecampus/runtime';
import type { Operator } from '../rules/operator.ts';
import { pinFault, pinMac } from '../rules/pin.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import type { SipDesk } from '../sip-desk.ts';
import { forgetPinFailures, savePin } from '../store/patron-pins.ts';

const drawn_digits = 6;

/**
 * The desk gives a reader a new PIN, drawn and not chosen: it is handed over once and stands nowhere. Unlocks as well.
 *
 * @throws DomainError `person.unknown`, `person.own_record`, `pin.not_in_use`.
 */
export async function resetPinAtDesk(
  desk: SipDesk,
  order: { readonly by: Operator; readonly personId: string },
): Promise<{ readonly pin: string }> {
  const { by, personId } = order;
  refuseOwnRecord(by, personId);
  const [pepper] = desk.peppers;
  if (!pepper) throw new DomainError('pin.not_in_use', 'There are no PINs here.');
  if (!(await findProfile(desk.db, personId)))
    throw new DomainError('person.unknown', 'The directory knows no such person.');
  const pin = drawPin();
  const salt = randomBytes(16);
  const kept = { personId, mac: pinMac(pepper, salt, personId, pin), salt, pepper: pepper.name };
  await transaction(desk.db, async (tx: Tx) => {
    await savePin(tx, kept, desk.clock.now());
    await forgetPinFailures(tx, personId);
    await recordAudit(tx, {
      actor: by.actor,
      action: 'pin.reset',
      subject: `person:${personId}`,
      ...(by.universityId === undefined ? {} : { universityId: by.universityId }),
    });
  });
  return { pin };
}

function drawPin(): string {
  for (;;) {
    const pin = randomDigits(drawn_digits);
    if (pinFault(pin) === undefined) return pin;
  }
}
