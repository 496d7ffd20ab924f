import { randomBytes, randomInt } from 'node:crypto';

/** A UUID of version 7 (RFC 9562 §5.7): time-ordered, so that primary-key indexes grow at one end. */
export function uuidv7(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 256 random bits in base64url: a bearer value that cannot be guessed, of which only the SHA-256 need be stored. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

export function randomDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

/** 26 characters a–z2–7 (130 bits): a person's public reference, never reused. */
export function randomReference(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  let reference = '';
  for (const byte of randomBytes(26)) reference += alphabet[byte & 31];
  return reference;
}
