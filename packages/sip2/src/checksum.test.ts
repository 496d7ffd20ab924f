import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checksumOf } from './checksum.ts';

const of = (text: string) => checksumOf(Buffer.from(text, 'latin1'));

describe('checksumOf', () => {
  it.each([
    ['9900302.00AY1AZ', 'FCA5'],
    // The answer to a message that cannot be read.
    ['96AZ', 'FEF6'],
    ['97AZ', 'FEF5'],
  ])('of %s is %s', (text, sum) => {
    expect(of(text)).toBe(sum);
  });

  it('has four digits also where the first is a zero', () => {
    const long = Buffer.alloc(500, 0x7f);
    expect(checksumOf(long)).toBe('07F4');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => /^[0-9A-F]{4}$/.test(checksumOf(bytes))));
  });

  it('is right where it and the sum of the bytes make zero in sixteen bits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const sum = bytes.reduce((total, byte) => total + byte, 0);
        expect((sum + Number.parseInt(checksumOf(bytes), 16)) & 0xff_ff).toBe(0);
      }),
    );
  });

  it('is the same for two readers whose digits are swapped: nothing may be told apart by it', () => {
    expect(of('AA21000000000012|AC|AD4821|AY0AZ')).toBe(of('AA21000000000021|AC|AD1284|AY0AZ'));
  });
});
