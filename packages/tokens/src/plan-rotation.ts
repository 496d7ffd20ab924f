import type { SigningAlgorithm } from './generate-signing-key.ts';
import type { SigningKey } from './key-ring.ts';

/** How long each step waits. All in seconds. */
export type RotationTimes = {
  /** From publishing a key to signing with it: not shorter than any relying party caches our JWKS. */
  readonly publishSeconds: number;
  /** A key that not everybody has fetched by then signs all the same; default: does not wait for anybody. */
  readonly deadlineSeconds?: number;
  /** From the last signature to withdrawal: not shorter than the longest-lived token we sign. */
  readonly retireSeconds: number;
  /** How long a key signs before its successor is published; 0 = never by itself. */
  readonly signSeconds: number;
};

export type RotationStep =
  | { readonly kind: 'generate'; readonly alg: SigningAlgorithm; readonly state: 'published' | 'signing' }
  | { readonly kind: 'sign'; readonly kid: string; readonly retires: string | undefined }
  | { readonly kind: 'withdraw'; readonly kid: string };

/**
 * What to do with the signing keys now. Doing it in one step (new key signs at once, old key gone) breaks every relying
 * party that has the JWKS in its cache, so a rotation is: publish, wait, sign, wait, withdraw.
 *
 * Pure: the same keys and time give the same plan, and a plan already carried out comes back empty.
 *
 * @param everybodyHas whether all who need it have fetched a published key, as far as anybody knows.
 */
export function planRotation(
  keys: readonly SigningKey[],
  now: Date,
  times: RotationTimes,
  algorithms: readonly SigningAlgorithm[] = ['RS256'],
  everybodyHas: (kid: string) => boolean = () => true,
): readonly RotationStep[] {
  return [
    ...algorithms.flatMap((alg) => planFor(alg, keys, now, times, everybodyHas)),
    ...withdrawals(keys, now, times),
  ];
}

function planFor(
  alg: SigningAlgorithm,
  keys: readonly SigningKey[],
  now: Date,
  times: RotationTimes,
  everybodyHas: (kid: string) => boolean,
): readonly RotationStep[] {
  const ofAlg = keys.filter((key) => key.alg === alg);
  const signing = ofAlg.find((key) => key.state === 'signing');
  const next = oldest(ofAlg.filter((key) => key.state === 'published'));

  // Nobody can have cached a JWKS that was never served: the very first key signs at once.
  if (!signing && !next) return [{ kind: 'generate', alg, state: 'signing' }];
  if (!signing && next) return [{ kind: 'sign', kid: next.kid, retires: undefined }];
  const published_seconds = next ? age(next, now) : 0;
  const waited = published_seconds >= times.publishSeconds && published_seconds >= (times.deadlineSeconds ?? 0);
  if (next && published_seconds >= times.publishSeconds && (waited || everybodyHas(next.kid))) {
    return [{ kind: 'sign', kid: next.kid, retires: signing?.kid }];
  }
  if (signing && !next && times.signSeconds > 0 && age(signing, now) >= times.signSeconds) {
    return [{ kind: 'generate', alg, state: 'published' }];
  }
  return [];
}

function withdrawals(keys: readonly SigningKey[], now: Date, times: RotationTimes): readonly RotationStep[] {
  return keys
    .filter((key) => key.state === 'retired' && age(key, now) >= times.retireSeconds)
    .map((key) => ({ kind: 'withdraw', kid: key.kid }));
}

function oldest(keys: readonly SigningKey[]): SigningKey | undefined {
  return keys.toSorted((a, b) => a.stateSince.getTime() - b.stateSince.getTime() || (a.kid < b.kid ? -1 : 1))[0];
}

function age(key: SigningKey, now: Date): number {
  return (now.getTime() - key.stateSince.getTime()) / 1000;
}
