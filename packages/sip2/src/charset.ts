import iconv from 'iconv-lite';
import { latinised } from './latinise.ts';

/** What library machines of the region write. The specification's own default, code page 850, has no Cyrillic letter. */
export const sip2Charsets = ['utf-8', 'cp1251', 'cp866', 'koi8-r', 'cp850', 'ascii'] as const;
export type Sip2Charset = (typeof sip2Charsets)[number];

/** A machine that has no Cyrillic letters is sent Latin ones, as in a passport, and never a row of question marks. */
const withoutCyrillic: ReadonlySet<Sip2Charset> = new Set(['cp850', 'ascii']);

/** Never fails: what the charset does not have becomes `?`. */
export function encodeText(text: string, charset: Sip2Charset): Buffer {
  const composed = text.normalize('NFC');
  const written = withoutCyrillic.has(charset) ? latinised(composed, charset === 'ascii') : composed;
  return charset === 'utf-8' ? Buffer.from(written, 'utf8') : iconv.encode(written, charset);
}

/** Never fails: bytes that say nothing become U+FFFD or `?`. */
export function decodeText(bytes: Buffer, charset: Sip2Charset): string {
  return charset === 'utf-8' ? bytes.toString('utf8') : iconv.decode(bytes, charset, { stripBOM: false });
}
