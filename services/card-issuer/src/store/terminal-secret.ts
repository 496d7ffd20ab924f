import { createHash, randomBytes } from 'node:crypto';

/** Without letters and digits that are taken for one another: it is typed into machines by hand. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789-';
const letters = 24;

/** 120 random bits in a form that every machine's settings take, and what is kept of it. */
export function drawTerminalSecret(): { readonly secret: string; readonly hash: Buffer } {
  const secret = [...randomBytes(letters)].map((byte) => alphabet[byte & 31]).join('');
  return { secret, hash: createHash('sha256').update(secret).digest() };
}
