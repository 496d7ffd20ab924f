import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export const pin_digits_min = 4;
export const pin_digits_max = 8;

export type PinFault = 'not_digits' | 'too_simple';

/** A PIN as it may be chosen: digits, since kiosks have nothing else, and none of those that everybody tries first. */
export function pinFault(pin: string): PinFault | undefined {
  if (!/^[0-9]+$/.test(pin) || pin.length < pin_digits_min || pin.length > pin_digits_max) return 'not_digits';
  const steps = new Set([...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10));
  const [step] = steps;
  return steps.size === 1 && (step === 0 || step === 1 || step === 9) ? 'too_simple' : undefined;
}

/** A key that is kept outside of the database, and the name under which rows speak of it. */
export interface Pepper {
  readonly key: Buffer;
  readonly name: string;
}

export function pepperOf(key: Buffer): Pepper {
  return { key, name: createHash('sha256').update('pin pepper').update(key).digest('hex').slice(0, 16) };
}

/**
 * HMAC-SHA-256 (RFC 2104) of salt, person and PIN. No slow hash: of ten thousand PINs it would save none from who has the
 * key, and at a morning's rush it would keep the kiosks waiting. Who has the database alone can try nothing.
 */
export function pinMac(pepper: Pepper, salt: Buffer, personId: string, pin: string): Buffer {
  return createHmac('sha256', pepper.key).update(salt).update(personId).update('\0').update(pin).digest();
}

export interface KeptPin {
  /** The row's own person, who may since have been merged into another. */
  readonly personId: string;
  readonly mac: Buffer;
  readonly salt: Buffer;
  readonly pepper: string;
}

/** Takes the same time for each wrong PIN. `false` also where the pepper of that time is gone: the reader sets a new PIN. */
export function pinMatches(peppers: readonly Pepper[], kept: KeptPin, pin: string): boolean {
  const pepper = peppers.find((one) => one.name === kept.pepper);
  return pepper !== undefined && timingSafeEqual(pinMac(pepper, kept.salt, kept.personId, pin), kept.mac);
}
