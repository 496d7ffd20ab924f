import type { Tx } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { keyReturnedTo, keyRotationAsked, keyWithdrawnAtOnce } from '../events/keys.ts';
import { announceNews } from '../store/news.ts';
import {
  listSigningKeys,
  lockKeys,
  type StoredSigningKey,
  setSigningKeyState,
  withdrawSigningKey,
} from '../store/signing-keys.ts';
import { type KeyTending, keyAlgorithms } from './key-tending.ts';
import { takeKeyStep } from './take-key-step.ts';

/** What people may order to be done with the signing keys, each in the caller's transaction and under the lock. */
type Tending = Pick<KeyTending, 'kek' | 'clock'>;

/**
 * Begins a rotation. `scheduled`: a successor is published now and signs once everyone can have fetched it. `now`: it signs
 * at once; those who keep our JWKS must fetch it anew, and the old key stays in it until its tokens have run out.
 */
export async function rotateSigningKeys(
  tx: Tx,
  { kek, clock }: Tending,
  order: { readonly actor: Actor; readonly when: 'scheduled' | 'now' },
): Promise<void> {
  await lockKeys(tx);
  const now = clock.now();
  for (const alg of keyAlgorithms) {
    const published = (await listSigningKeys(tx)).some((key) => key.alg === alg && key.state === 'published');
    if (!published) await takeKeyStep(tx, { kind: 'generate', alg, state: 'published' }, kek, now);
    if (order.when !== 'now') continue;
    const keys = (await listSigningKeys(tx)).filter((key) => key.alg === alg);
    const next = keys.find((key) => key.state === 'published')!;
    const signing = keys.find((key) => key.state === 'signing');
    await takeKeyStep(tx, { kind: 'sign', kid: next.kid, retires: signing?.kid }, kek, now);
  }
  await keyRotationAsked(tx, order.actor, order.when);
  await announceNews(tx);
}

/**
 * Takes a key out of use at once because somebody else may have it: from this transaction on we sign with another one, and
 * whatever the lost one signed is refused as soon as our JWKS is read again.
 */
export async function withdrawKeyAtOnce(
  tx: Tx,
  { kek, clock }: Tending,
  order: { readonly actor: Actor; readonly kid: string; readonly reason: string },
): Promise<void> {
  const keys = await locked(tx);
  const lost = found(keys, order.kid);
  if (lost.state === 'withdrawn') throw new DomainError('key.withdrawn', 'This key was withdrawn already.');
  const now = clock.now();
  await withdrawSigningKey(tx, lost.kid, now, order.reason);
  if (lost.state === 'signing') {
    const next = keys.find((key) => key.alg === lost.alg && key.state === 'published');
    if (next) await takeKeyStep(tx, { kind: 'sign', kid: next.kid, retires: undefined }, kek, now);
    else await takeKeyStep(tx, { kind: 'generate', alg: lost.alg, state: 'signing' }, kek, now);
  }
  await keyWithdrawnAtOnce(tx, order.actor, lost.kid, order.reason);
  await announceNews(tx);
}

/** Back to the key that signed before, while it is still in everybody's JWKS: for a rotation that broke somebody. */
export async function returnToKey(
  tx: Tx,
  { clock }: Tending,
  order: { readonly actor: Actor; readonly kid: string; readonly reason: string },
): Promise<void> {
  const keys = await locked(tx);
  const former = found(keys, order.kid);
  if (former.state !== 'retired')
    throw new DomainError('key.not_retired', 'Only a key that has signed and is still published can sign again.');
  const now = clock.now();
  const signing = keys.find((key) => key.alg === former.alg && key.state === 'signing');
  // Back to "published" and not on to "retired": its day is still to come, and it must not be withdrawn meanwhile.
  const next = keys.find((key) => key.alg === former.alg && key.state === 'published');
  if (signing) await setSigningKeyState(tx, signing.kid, next ? 'retired' : 'published', now);
  await setSigningKeyState(tx, former.kid, 'signing', now);
  await keyReturnedTo(tx, order.actor, former.kid, order.reason);
  await announceNews(tx);
}

async function locked(tx: Tx): Promise<StoredSigningKey[]> {
  await lockKeys(tx);
  return listSigningKeys(tx);
}

function found(keys: readonly StoredSigningKey[], kid: string): StoredSigningKey {
  const key = keys.find((one) => one.kid === kid);
  if (!key) throw new DomainError('key.unknown', 'There is no such signing key.');
  return key;
}
