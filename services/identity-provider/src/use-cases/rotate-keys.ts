import { transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { returnToKey, rotateSigningKeys, withdrawKeyAtOnce } from '../keys/change-keys.ts';
import type { KeyTending } from '../keys/key-tending.ts';

/** What the operator, who holds the system's own secrets, does with the keys alone; people decide in pairs (consortium/). */
export async function rotateKeys(
  tending: KeyTending,
  order: { readonly actor: Actor; readonly when: 'scheduled' | 'now' },
): Promise<void> {
  await transaction(tending.db, (tx) => rotateSigningKeys(tx, tending, order));
}

/** @throws DomainError `key.unknown`, `key.withdrawn` */
export async function withdrawKey(
  tending: KeyTending,
  order: { readonly actor: Actor; readonly kid: string; readonly reason: string },
): Promise<void> {
  await transaction(tending.db, (tx) => withdrawKeyAtOnce(tx, tending, order));
}

/** @throws DomainError `key.unknown`, `key.not_retired` */
export async function returnToFormerKey(
  tending: KeyTending,
  order: { readonly actor: Actor; readonly kid: string; readonly reason: string },
): Promise<void> {
  await transaction(tending.db, (tx) => returnToKey(tx, tending, order));
}
