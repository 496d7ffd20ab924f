/**
 * The error detection of SIP2 (3M SIP 2.00 rev. 2.12, "Error detection", p. 16): the bytes up to and including `AZ`, added
 * and negated, the lower 16 bits as four hexadecimal digits. Of the bytes that travel, never of characters; and four digits
 * also where the first are zeros, which one message in sixteen has.
 */
export function checksumOf(bytes: Uint8Array): string {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return (-sum & 0xff_ff).toString(16).toUpperCase().padStart(4, '0');
}
