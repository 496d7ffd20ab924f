import { encodeText, type Sip2Charset } from './charset.ts';

/** The longest a variable field may be (3M SIP 2.00, "Variable-length fields"), in bytes and not in letters. */
export const text_bytes_max = 255;

/**
 * A value as it may stand in a field: on one line, without the sign that ends fields, and no longer than a machine has room
 * for. What is cut is cut between letters: half of one would make the rest of the message unreadable to who counts on UTF-8.
 */
export function cleanText(value: string, delimiter: string): string {
  return value.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll(delimiter, delimiter === '/' ? '-' : '/');
}

export function encodeField(value: string, delimiter: string, charset: Sip2Charset): Buffer {
  const whole = encodeText(cleanText(value, delimiter), charset);
  return whole.length <= text_bytes_max ? whole : cut(value, delimiter, charset);
}

function cut(value: string, delimiter: string, charset: Sip2Charset): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  for (const { segment } of new Intl.Segmenter('ru', { granularity: 'grapheme' }).segment(value.slice(0, 1_024))) {
    const bytes = encodeText(cleanText(segment, delimiter), charset);
    if (length + bytes.length > text_bytes_max) break;
    pieces.push(bytes);
    length += bytes.length;
  }
  return Buffer.concat(pieces);
}
