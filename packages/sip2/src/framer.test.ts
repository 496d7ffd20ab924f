import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createFramer, type Framed, message_bytes_max } from './framer.ts';

const texts = (framed: readonly Framed[]) =>
  framed.map((one) => (one === 'too_long' ? one : one.bytes.toString('latin1')));

function pushed(pieces: readonly Buffer[]): string[] {
  const framer = createFramer();
  return pieces.flatMap((piece) => texts(framer.push(piece)));
}

describe('createFramer', () => {
  it.each([
    ['CR', '99 one\r97\r'],
    ['LF', '99 one\n97\n'],
    ['CRLF', '99 one\r\n97\r\n'],
    ['each time another', '99 one\r\n97\r'],
    ['empty lines between', '\r\n\r99 one\n\n97\r\r'],
  ])('takes %s as the end', (_, stream) => {
    expect(pushed([Buffer.from(stream)])).toEqual(['99 one', '97']);
  });

  it('finds the same messages however the stream is cut, byte by byte as well', () => {
    const line = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
    const end = fc.constantFrom('\r', '\n', '\r\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, end), { maxLength: 8 }), fc.array(fc.nat(60)), (lines, cuts) => {
        const stream = Buffer.from(lines.map(([text, ending]) => text + ending).join(''));
        const pieces: Buffer[] = [];
        let from = 0;
        for (const length of cuts) {
          pieces.push(stream.subarray(from, from + length));
          from += length;
        }
        pieces.push(stream.subarray(from));
        const wanted = lines.map(([text]) => Buffer.from(text).toString('latin1'));
        expect(pushed(pieces)).toEqual(wanted);
        expect(pushed([...stream].map((byte) => Buffer.from([byte])))).toEqual(wanted);
      }),
    );
  });

  it('keeps the beginning of the next message for later', () => {
    const framer = createFramer();
    expect(texts(framer.push(Buffer.from('23one\r63t')))).toEqual(['23one']);
    expect(texts(framer.push(Buffer.from('wo')))).toEqual([]);
    expect(texts(framer.push(Buffer.from('\r')))).toEqual(['63two']);
  });

  it('throws a megabyte without an end away, says so once, and goes on with what follows', () => {
    const megabyte = Buffer.alloc(1_048_576, 0x41);
    expect(pushed([megabyte])).toEqual([]);
    expect(pushed([megabyte, Buffer.from('\r97\r')])).toEqual(['too_long', '97']);
    expect(pushed([Buffer.alloc(message_bytes_max, 0x41), Buffer.from('\r')])[0]).toHaveLength(message_bytes_max);
    expect(pushed([Buffer.alloc(message_bytes_max + 1, 0x41), Buffer.from('\r')])).toEqual(['too_long']);
  });
});
