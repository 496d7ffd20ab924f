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
  const decoder = charsetDecoder();
  return { text: withPlainLineEnds(decodePieces(bytes, decoder)), charset: () => decoder.charset };
}

interface Decoder {
  readonly charset: Charset;
  /** Text of what is decided so far; may be empty while a sample is being gathered. */
  write(chunk: Buffer): string;
  end(): string;
}

async function* decodePieces(bytes: AsyncIterable<Uint8Array>, decoder: Decoder): AsyncGenerator<string> {
  let line = 1;
  try {
    for await (const piece of bytes) {
      const text = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
      line += countLines(text);
      yield text;
    }
    yield decoder.end();
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? unreadable('mixed-charset', { line }, error) : error;
  }
}

function charsetDecoder(): Decoder {
  let pending: Buffer[] = [];
  let charset: Charset = 'utf-8';
  let inner: Pick<Decoder, 'write' | 'end'> | undefined;
  const decide = (): string => {
    const sample = Buffer.concat(pending);
    pending = [];
    const found = detectCharset(tellingPart(sample));
    if (found !== 'utf-8' && found !== 'windows-1251') throw unreadable(found);
    charset = found;
    inner = found === 'utf-8' ? utf8Decoder() : windows1251Decoder();
    return inner.write(sample);
  };
  return {
    get charset() {
      return charset;
    },
    write: (chunk) => {
      if (inner) return inner.write(chunk);
      pending.push(chunk);
      if (pending.every(isPlainText))
        return pending
          .splice(0)
          .map((one) => one.toString('latin1'))
          .join('');
      return pending.reduce((sum, one) => sum + one.length, 0) < sample_size_bytes ? '' : decide();
    },
    end: () => (pending.length > 0 ? decide() : '') + (inner?.end() ?? ''),
  };
}

/** Refuses bytes that are not UTF-8, and drops the BOM. */
function utf8Decoder(): Pick<Decoder, 'write' | 'end'> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}

function windows1251Decoder(): Pick<Decoder, 'write' | 'end'> {
  const decoder = iconv.getDecoder('win1251');
  return { write: (chunk) => decoder.write(chunk), end: () => decoder.end() ?? '' };
}

/** What stands around the first byte that is not ASCII: enough to tell, however large the piece that came. */
function tellingPart(sample: Buffer): Buffer {
  const at = sample.findIndex((byte) => byte >= 0x80 || byte === 0);
  return sample.subarray(Math.max(0, at - 64), at + sample_size_bytes);
}

/** ASCII without NUL: the same in every charset that we read. */
function isPlainText(chunk: Buffer): boolean {
  return chunk.every((byte) => byte < 0x80 && byte !== 0);
}

async function* withPlainLineEnds(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  let heldReturn = false;
  for await (const piece of pieces) {
    if (piece === '') continue;
    let text: string = heldReturn ? `\r${piece}` : piece;
    heldReturn = text.endsWith('\r');
    if (heldReturn) text = text.slice(0, -1);
    yield text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  }
  if (heldReturn) yield '\n';
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
