export type Charset = 'utf-8' | 'windows-1251';
/** Why the bytes are no text that we read. */
export type UnreadableCharset = 'utf-16' | 'binary' | 'unknown-charset';

/** Letters and the signs that Russian texts use besides: Ё ё № quotes, dashes, no-break space, § ° … */
const signs1251 = new Set([
  0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xa0, 0xa7, 0xa8, 0xab, 0xb0, 0xb7, 0xb8, 0xb9, 0xbb,
]);

/**
 * Tells UTF-8 from Windows-1251 by a sample that has at least one byte above 127, or pure ASCII (which is both). A sample
 * may end in the middle of a character. KOI8-R, CP866 and the rest are recognised as "none of ours" and never guessed.
 */
export function detectCharset(sample: Uint8Array): Charset | UnreadableCharset {
  if ((sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff)) return 'utf-16';
  const nulls = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (nulls > sample.length / 10) return looksLikeUtf16(sample) ? 'utf-16' : 'binary';
  if (isUtf8(sample)) return 'utf-8';
  return looksLikeWindows1251(sample) ? 'windows-1251' : 'unknown-charset';
}

function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** ASCII in UTF-16 has every second byte zero. */
function looksLikeUtf16(sample: Uint8Array): boolean {
  const nulls = [0, 0];
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) nulls[at % 2]! += 1;
  return Math.max(...nulls) > 20 * Math.min(...nulls);
}

/** What KOI8-R and CP866 give when read as Windows-1251: signs in place of letters, or words that end in capitals. */
function looksLikeWindows1251(sample: Uint8Array): boolean {
  const upper = (byte: number | undefined) => byte !== undefined && ((byte >= 0xc0 && byte <= 0xdf) || byte === 0xa8);
  const lower = (byte: number | undefined) => byte !== undefined && (byte >= 0xe0 || byte === 0xb8);
  let [letters, signs, strange, rises] = [0, 0, 0, 0];
  for (const [at, byte] of sample.entries()) {
    if (byte < 0x80) continue;
    if (upper(byte) || lower(byte)) letters += 1;
    else if (signs1251.has(byte)) signs += 1;
    else strange += 1;
    if (upper(byte) && lower(sample[at - 1])) rises += 1;
  }
  return letters > 0 && strange * 20 <= letters && signs <= letters && rises * 20 <= letters;
}
