import { decodeText } from './charset.ts';
import { checksumOf } from './checksum.ts';
import { type Message, type MessageCode, messageShapes } from './message-shapes.ts';
import type { Wire } from './write-message.ts';

export interface ReadMessage {
  /** `undefined` where the two digits name no message, or it ends before its fixed fields do. */
  readonly message: Message | undefined;
  /** The digit of AY, to be given back; `undefined` where there was none. */
  readonly sequence: string | undefined;
  readonly checksum: 'right' | 'wrong' | 'absent';
}

/** What ends a message with error detection. Lower case and lost leading zeros are met with; a value is a value. */
const ending = /(?:AY([0-9]))?AZ([0-9A-Fa-f]{1,4})[\s|]*$/;

/** Reads the bytes of one message, without its end. Never throws, whatever they are. */
export function readMessage(bytes: Buffer, wire: Pick<Wire, 'charset' | 'delimiter'>): ReadMessage {
  // One character a byte: places found here are places in the bytes.
  const plain = bytes.toString('latin1');
  const code = plain.slice(0, 2);
  const shape = isCode(code) ? messageShapes[code] : undefined;
  const header = 2 + (shape ? lengthOf(shape.fixed) : 0);
  const end = endOf(plain, header, wire.delimiter);
  return {
    message: shape && read(code as MessageCode, bytes.subarray(0, end?.at), header, wire),
    sequence: end?.sequence,
    checksum: end ? (checksumOf(bytes.subarray(0, end.summedUntil)) === end.sum ? 'right' : 'wrong') : 'absent',
  };
}

function isCode(code: string): code is MessageCode {
  return Object.hasOwn(messageShapes, code);
}

function lengthOf(fixed: Readonly<Record<string, number>>): number {
  return Object.values(fixed).reduce((sum, length) => sum + length, 0);
}

interface Ending {
  readonly at: number;
  readonly sequence: string | undefined;
  readonly summedUntil: number;
  readonly sum: string;
}

/** Only where a field may begin: `AZ` and four digits inside of a value are that value's. */
function endOf(plain: string, header: number, delimiter: string): Ending | undefined {
  const found = ending.exec(plain);
  if (!found) return undefined;
  const at = found.index;
  // A message without variable fields, and one of a code that we do not know, ends where its end begins.
  if (at > header && plain[at - 1] !== delimiter && Object.hasOwn(messageShapes, plain.slice(0, 2))) return undefined;
  const [, sequence, digits = ''] = found;
  return {
    at,
    sequence,
    summedUntil: at + (sequence === undefined ? 2 : 5),
    sum: digits.toUpperCase().padStart(4, '0'),
  };
}

function read(code: MessageCode, bytes: Buffer, header: number, wire: Pick<Wire, 'charset' | 'delimiter'>) {
  const { fixed: lengths, fields: known } = messageShapes[code];
  // A status with less than its eight characters is sent by clients that are otherwise sound.
  if (bytes.length < header && code !== '99') return undefined;
  const fixed: Record<string, string> = {};
  let at = 2;
  for (const [name, length] of Object.entries(lengths) as [string, number][]) {
    fixed[name] = bytes.toString('latin1', at, at + length).padEnd(length);
    at += length;
  }
  const fields: [string, string][] = [];
  for (const piece of decodeText(bytes.subarray(header), wire.charset).split(wire.delimiter)) {
    const id = piece.slice(0, 2);
    if ((known as readonly string[]).includes(id)) fields.push([id, piece.slice(2)]);
  }
  return { code, fixed, fields } as unknown as Message;
}
