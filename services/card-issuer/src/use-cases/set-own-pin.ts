import { randomBytes } from 'node:crypto';
import { type Tx, transaction } from '@onecampus/database';
import { recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { pinFault, pinMac } from '../rules/pin.ts';
import type { SipDesk } from '../sip-desk.ts';
import { forgetPinFailures, savePin } from '../store/patron-pins.ts';

/**
 * A reader chooses the PIN that he proves himself with at library machines; whatever was locked by wrong ones is open again.
 *
 * @throws DomainError `pin.unfit` (its `fault` says why), `pin.not_in_use` where this consortium has none.
 */
export async function setOwnPin(
  desk: SipDesk,
  order: { readonly personId: string; readonly pin: string },
): Promise<void> {
  const fault = pinFault(order.pin);
  if (fault)
    throw new DomainError('pin.unfit', 'A PIN has four to eight digits, and not such a row of them.', {
      details: { fault },
    });
  const [pepper] = desk.peppers;
  if (!pepper) throw new DomainError('pin.not_in_use', 'There are no PINs here.');
  const { personId, pin } = order;
  const salt = randomBytes(16);
  const kept = { personId, mac: pinMac(pepper, salt, personId, pin), salt, pepper: pepper.name };
  await transaction(desk.db, async (tx: Tx) => {
    await savePin(tx, kept, desk.clock.now());
    await forgetPinFailures(tx, personId);
    await recordAudit(tx, { actor: `person:${personId}`, action: 'pin.set', subject: `person:${personId}` });
  });
}
