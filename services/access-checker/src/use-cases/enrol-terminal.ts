import { constraintOf } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import { type Changing, changeAndSee } from '../change-and-see.ts';
import { terminalEnrolled } from '../events.ts';
import { insertTerminal } from '../store/terminals.ts';
import { findZone } from '../store/zones.ts';

/** Lets the terminal that holds the private half of this key ask for one zone, from now on until it is revoked. */
export async function enrolTerminal(
  changing: Changing,
  actor: Actor,
  input: { readonly zone: string; readonly name: string; readonly publicJwk: JWK },
): Promise<{ readonly id: string; readonly keyThumbprint: string }> {
  const { publicJwk, name } = input;
  await importJWK(publicJwk, 'ES256').catch((cause: unknown) => {
    throw new DomainError('request.malformed', 'The public key is not a point of the curve P-256.', {
      cause,
      details: { errors: [{ in: 'body', field: 'public_jwk', message: 'is not a usable ES256 public key' }] },
    });
  });
  const keyThumbprint = await calculateJwkThumbprint(publicJwk);
  const id = uuidv7();
  try {
    await changeAndSee(
      changing,
      async (tx) => {
        const zone = await findZone(tx, input.zone);
        if (!zone) throw new DomainError('zone.unknown', 'There is no such zone.');
        await insertTerminal(tx, { id, zoneId: zone.id, name, publicJwk, keyThumbprint, enrolledBy: actor });
        await terminalEnrolled(tx, { actor, zoneId: zone.id, universityId: zone.universityId, terminalId: id });
      },
      () => ({ topic: 'terminal.changed', entityId: id }),
    );
  } catch (error) {
    if (constraintOf(error) !== 'terminals_key_thumbprint_key') throw error;
    throw new DomainError('terminal.exists', 'A terminal was enrolled with this key before; make a new key.', {
      cause: error,
    });
  }
  return { id, keyThumbprint };
}
