import iconv from 'iconv-lite';
import type { RollFormat } from './roll-format.ts';

/** The bytes of a piece of a roll. Both charsets are without state, so a roll may be encoded piece by piece. */
export function encodeRoll(text: string, { charset }: RollFormat): Buffer {
  return charset === 'utf-8' ? Buffer.from(text, 'utf8') : iconv.encode(text, 'win1251');
}
