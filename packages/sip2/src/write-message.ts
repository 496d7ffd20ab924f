import type { Sip2Charset } from './charset.ts';
import { checksumOf } from './checksum.ts';
import { type Message, messageShapes } from './message-shapes.ts';
import { encodeField } from './text.ts';

/** How one machine wants its bytes. */
export interface Wire {
  readonly charset: Sip2Charset;
  /** What ends a field; `|` unless the machine was told otherwise. */
  readonly delimiter: string;
  readonly terminator: 'cr' | 'crlf';
}

/** With error detection or without; a message that is sent again has the checksum and no number (3M SIP 2.00, p. 16). */
export type WireEnd =
  | { readonly detection: false }
  | { readonly detection: true; readonly sequence?: string | undefined };

const ends = { cr: '\r', crlf: '\r\n' } as const;

/** One message as the bytes to be sent, its end included, for a single write. */
export function writeMessage(message: Message, wire: Wire, end: WireEnd): Buffer {
  const delimiter = Buffer.from(wire.delimiter, 'latin1');
  const pieces: Buffer[] = [Buffer.from(message.code + fixedOf(message), 'latin1')];
  for (const [id, value] of message.fields) {
    pieces.push(Buffer.from(id, 'latin1'), encodeField(value, wire.delimiter, wire.charset), delimiter);
  }
  if (end.detection) {
    pieces.push(Buffer.from(`${end.sequence === undefined ? '' : `AY${end.sequence}`}AZ`, 'latin1'));
    pieces.push(Buffer.from(checksumOf(Buffer.concat(pieces)), 'latin1'));
  }
  pieces.push(Buffer.from(ends[wire.terminator], 'latin1'));
  return Buffer.concat(pieces);
}

/** Each to its length, whatever it is given: one character more would move all that follows. */
function fixedOf(message: Message): string {
  const values = message.fixed as Readonly<Record<string, string>>;
  const lengths = Object.entries(messageShapes[message.code].fixed) as [string, number][];
  return lengths.map(([name, length]) => fixedField(values[name] ?? '', length)).join('');
}

function fixedField(value: string, length: number): string {
  return value
    .replaceAll(/[^ -~]/g, ' ')
    .slice(0, length)
    .padEnd(length);
}
