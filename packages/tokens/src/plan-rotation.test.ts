import { describe, expect, it } from '@jest/globals';
import { keyRing, type SigningKey, type SigningKeyState } from './key-ring.ts';
import { planRotation, type RotationStep } from './plan-rotation.ts';

const times = { publishSeconds: 100, retireSeconds: 50, signSeconds: 1000 };
const at = (seconds: number) => new Date(seconds * 1000);

function key(kid: string, state: SigningKeyState, since: number): SigningKey {
  return { kid, alg: 'RS256', state, stateSince: at(since), publicJwk: { kty: 'RSA', kid, n: 'n', e: 'AQAB' } };
}

function carryOut(keys: readonly SigningKey[], steps: readonly RotationStep[], now: number): SigningKey[] {
  let result = [...keys];
  const move = (kid: string | undefined, state: SigningKeyState) => {
    result = result.map((one) => (one.kid === kid ? { ...one, state, stateSince: at(now) } : one));
  };
  for (const step of steps) {
    if (step.kind === 'generate') result.push(key(`k${result.length + 1}`, step.state, now));
    if (step.kind === 'sign') {
      move(step.retires, 'retired');
      move(step.kid, 'signing');
    }
    if (step.kind === 'withdraw') move(step.kid, 'withdrawn');
  }
  return result;
}

describe('planRotation', () => {
  it('lets the very first key sign at once', () => {
    expect(planRotation([], at(0), times)).toEqual([{ kind: 'generate', alg: 'RS256', state: 'signing' }]);
  });

  it('publishes, waits, signs, waits, withdraws', () => {
    const keys = [key('old', 'signing', 0), key('new', 'published', 10)];
    expect(planRotation(keys, at(109), times)).toEqual([]);
    expect(planRotation(keys, at(110), times)).toEqual([{ kind: 'sign', kid: 'new', retires: 'old' }]);
    const signed = carryOut(keys, planRotation(keys, at(110), times), 110);
    expect(planRotation(signed, at(159), times)).toEqual([]);
    expect(planRotation(signed, at(160), times)).toEqual([{ kind: 'withdraw', kid: 'old' }]);
  });

  it('never signs with a key that was not published long enough, and never drops one that still matters', () => {
    let keys: SigningKey[] = [];
    const publishedAt = new Map<string, number>();
    const lastSignedAt = new Map<string, number>();
    for (let now = 0; now < 5000; now += 7) {
      keys = carryOut(keys, planRotation(keys, at(now), times), now);
      const ring = keyRing(keys);
      const signer = ring.signing('RS256');
      expect(signer).toBeDefined();
      const listed = new Set(ring.jwks.keys.map((jwk) => jwk.kid));
      for (const kid of listed) if (!publishedAt.has(kid!)) publishedAt.set(kid!, now);
      if (publishedAt.get(signer!.kid) !== 0) {
        expect(now - publishedAt.get(signer!.kid)!).toBeGreaterThanOrEqual(times.publishSeconds);
      }
      lastSignedAt.set(signer!.kid, now);
      for (const [kid, last] of lastSignedAt) {
        if (now - last <= times.retireSeconds) expect(listed).toContain(kid);
      }
      expect(planRotation(keys, at(now), times)).toEqual([]);
    }
    expect(keys.length).toBeGreaterThan(3);
    expect(keys.filter((one) => one.state === 'withdrawn').length).toBeGreaterThan(1);
  });

  it('does not rotate by itself when told so', () => {
    expect(planRotation([key('a', 'signing', 0)], at(1e9), { ...times, signSeconds: 0 })).toEqual([]);
  });
});

describe('keyRing', () => {
  it('serves every key but the withdrawn ones, the signing one first', () => {
    const ring = keyRing([
      key('a', 'withdrawn', 0),
      key('b', 'retired', 0),
      key('c', 'published', 0),
      key('d', 'signing', 0),
    ]);
    expect(ring.jwks.keys.map((jwk) => jwk.kid)).toEqual(['d', 'c', 'b']);
    expect(ring.signing('RS256')?.kid).toBe('d');
    expect(ring.signing('ES256')).toBeUndefined();
  });

  it('refuses two signers, one id twice and a private member', () => {
    expect(() => keyRing([key('a', 'signing', 0), key('b', 'signing', 0)])).toThrow(/two keys sign/);
    expect(() => keyRing([key('a', 'signing', 0), key('a', 'retired', 0)])).toThrow(/used twice/);
    expect(() => keyRing([{ ...key('a', 'signing', 0), publicJwk: { kty: 'RSA', d: 'secret' } }])).toThrow(/private/);
  });
});
