import { StringDecoder } from 'node:string_decoder';
import iconv from 'iconv-lite';
import { type Charset, detectCharset } from '../rules/detect-charset.ts';
import { unreadable } from './unreadable.ts';

/** After the first byte that is not ASCII this much is gathered before the charset is decided. */
const sample_size_bytes = 64 * 1024;

export interface DecodedText {
  /** Text in any number of pieces, every line ending in `\n`. */
  readonly text: AsyncGenerator<string>;
  /** `utf-8` until something else is known: pure ASCII is both. */
  charset(): Charset;
}

/**
 * Bytes of unknown charset as text, at constant memory. ASCII passes undecided; the first other byte and what follows it
 * decide. A BOM is dropped, `\r\n` and `\r` become `\n`.
 */
export function decodeText(bytes: AsyncIterable<Uint8Array>): DecodedText {
  let charset: Charset = 'utf-8';
  let lines = 1;
  async function* decode(): AsyncGenerator<string> {
    const decided = decide(bytes, (found) => {
      charset = found;
    });
    let endsInReturn = false;
    for await (const piece of decided) {
      let text = endsInReturn ? `\r${piece}` : piece;
      endsInReturn = text.endsWith('\r');
      if (endsInReturn) text = text.slice(0, -1);
      if (text.includes('\r')) text = text.replaceAll(/\r\n?/g, '\n');
      // Half a UTF-8 character becomes U+FFFD only where the bytes are wrong; the file itself may hold one, rarely.
      if (charset === 'utf-8' && text.includes('\ufffd')) {
        throw unreadable('mixed-charset', { line: lines + countLines(text.slice(0, text.indexOf('\ufffd'))) });
      }
      lines += countLines(text);
      yield text;
    }
    if (endsInReturn) yield '\n';
  }
  return { text: decode(), charset: () => charset };
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

async function* decide(bytes: AsyncIterable<Uint8Array>, onDecision: (charset: Charset) => void): AsyncGenerator<string> {
  let decoder: { write(chunk: Buffer): string; end(): string | undefined } | undefined;
  let pending: Buffer[] = [];
  let first = true;
  const start = () => {
    const sample = Buffer.concat(pending);
    pending = [];
    const charset = detectCharset(sample);
    if (charset !== 'utf-8' && charset !== 'windows-1251') throw unreadable(charset);
    onDecision(charset);
    decoder = charset === 'utf-8' ? new StringDecoder('utf8') : iconv.getDecoder('win1251');
    return decoder.write(sample);
  };
  const withoutMark = (text: string) => {
    if (text === '') return text;
    const bare = first && text.startsWith('\ufeff') ? text.slice(1) : text;
    first = false;
    return bare;
  };
  for await (const piece of bytes) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (decoder) {
      yield withoutMark(decoder.write(chunk));
    } else {
      pending.push(chunk);
      const size = pending.reduce((sum, one) => sum + one.length, 0);
      const ascii = pending.every(isPlainText);
      if (ascii) yield withoutMark(pending.splice(0).map((one) => one.toString('latin1')).join(''));
      else if (size >= sample_size_bytes) yield withoutMark(start());
    }
  }
  if (!decoder && pending.length > 0) yield withoutMark(start());
  yield withoutMark(decoder?.end() ?? '');
}

/** ASCII without NUL: the same in every charset that we read. */
function isPlainText(chunk: Buffer): boolean {
  return chunk.every((byte) => byte < 0x80 && byte !== 0);
}
