import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeText, sip2Charsets } from './charset.ts';
import { commandCodes, type Message, type MessageCode, messageShapes } from './message-shapes.ts';
import { patronStatus, patronStatusFlags } from './patron-status.ts';
import { readMessage } from './read-message.ts';
import { text_bytes_max } from './text.ts';
import { readTimestamp, writeTimestamp } from './timestamp.ts';
import { type Wire, writeMessage } from './write-message.ts';

const utf8: Wire = { charset: 'utf-8', delimiter: '|', terminator: 'cr' };
const withoutEnd = (bytes: Buffer) => bytes.subarray(0, bytes.length - (bytes.at(-2) === 0x0d ? 2 : 1));

/** Any message of the table, with any values that may stand in it as they are. */
const anyMessage = (alphabet: string) => {
  const value = fc.array(fc.constantFrom(...alphabet), { maxLength: 60 }).map((letters) => letters.join(''));
  const codes = Object.keys(messageShapes) as MessageCode[];
  return fc.constantFrom(...codes).chain((code) => {
    const shape: { fixed: Readonly<Record<string, number>>; fields: readonly string[] } = messageShapes[code];
    const fixed = fc.record(
      Object.fromEntries(
        Object.entries(shape.fixed).map(([name, length]) => [
          name,
          fc
            .array(fc.constantFrom(...'0123456789YN '), { minLength: length, maxLength: length })
            .map((of) => of.join('')),
        ]),
      ),
    );
    const fields =
      shape.fields.length === 0
        ? fc.constant([])
        : fc.array(fc.tuple(fc.constantFrom(...shape.fields), value), { maxLength: 8 });
    return fc.record({ code: fc.constant(code), fixed, fields }) as unknown as fc.Arbitrary<Message>;
  });
};

describe('a message', () => {
  it.each(sip2Charsets.filter((charset) => charset !== 'cp850' && charset !== 'ascii'))(
    'comes back as it was written in %s, with checksum and without',
    (charset) => {
      const wire: Wire = { ...utf8, charset };
      fc.assert(
        fc.property(
          anyMessage('АБЯабяЁёЩщ Jones,.-7'),
          fc.constantFrom('|', '^', '~'),
          fc.constantFrom<Wire['terminator']>('cr', 'crlf'),
          fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
          (message, delimiter, terminator, digit) => {
            const own: Wire = { ...wire, delimiter, terminator };
            const sequence = digit === undefined ? undefined : String(digit);
            const guarded = writeMessage(message, own, { detection: true, sequence });
            expect(readMessage(withoutEnd(guarded), own)).toEqual({ message, sequence, checksum: 'right' });
            const bare = writeMessage(message, own, { detection: false });
            expect(readMessage(withoutEnd(bare), own)).toEqual({ message, sequence: undefined, checksum: 'absent' });
          },
        ),
      );
    },
  );

  it('is read from any bytes without an error, and of ours none is longer than its fields may be', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc
            .tuple(fc.constantFrom(...commandCodes), fc.uint8Array({ maxLength: 300 }))
            .map(([code, rest]) => Uint8Array.from([...Buffer.from(code), ...rest])),
        ),
        fc.constantFrom(...sip2Charsets),
        (bytes, charset) => {
          const read = readMessage(Buffer.from(bytes), { charset, delimiter: '|' });
          expect(['right', 'wrong', 'absent']).toContain(read.checksum);
        },
      ),
    );
  });

  it('is no message with other digits or where its fixed fields are cut off', () => {
    const of = (text: string) => readMessage(Buffer.from(text), utf8).message;
    expect(of('55nothing')).toBeUndefined();
    expect(of('')).toBeUndefined();
    expect(of('constructor')).toBeUndefined();
    expect(of('23001')).toBeUndefined();
    expect(of('990')).toMatchObject({ code: '99', fixed: { statusCode: '0', version: '    ' } });
  });

  it('whose number or one byte was changed on the way has a wrong checksum', () => {
    const text = '9300CNLoginUserID|COLoginPassword|CPLocationCode|AY5AZEC7B';
    expect(readMessage(Buffer.from(text), utf8)).toMatchObject({ checksum: 'right', sequence: '5' });
    expect(readMessage(Buffer.from(text.toLowerCase().replace('9300cn', '9300CN')), utf8).checksum).not.toBe('right');
    expect(readMessage(Buffer.from(text.replace('AY5', 'AY6')), utf8).checksum).toBe('wrong');
    expect(readMessage(Buffer.from(text.replace('EC7B', 'ec7b')), utf8).checksum).toBe('right');
    expect(readMessage(Buffer.from(text.slice(0, text.indexOf('AY'))), utf8).checksum).toBe('absent');
  });

  it('has no end where AZ and digits stand inside of a value', () => {
    const read = readMessage(Buffer.from('2300120260901    083000AOTPU|AAfooAY1AZ12|'), utf8);
    expect(read).toMatchObject({
      checksum: 'absent',
      message: {
        fields: [
          ['AO', 'TPU'],
          ['AA', 'fooAY1AZ12'],
        ],
      },
    });
  });

  it('tells an empty field from an absent one, and does without the last delimiter', () => {
    const read = (text: string) => readMessage(Buffer.from(`2300120260901    083000${text}`), utf8).message?.fields;
    expect(read('AOTPU|AA1|AC|AD|')).toContainEqual(['AD', '']);
    expect(read('AOTPU|AA1|AC|')?.map(([id]) => id)).toEqual(['AO', 'AA', 'AC']);
    expect(read('AOTPU|AA1')).toContainEqual(['AA', '1']);
  });
});

describe('a value', () => {
  const written = (value: string, wire: Wire = utf8) =>
    writeMessage({ code: '64', fixed: {} as never, fields: [['AE', value]] }, wire, { detection: false });
  const shown = (value: string, wire: Wire = utf8) =>
    readMessage(withoutEnd(written(value, wire)), wire).message?.fields[0]?.[1];

  it('carries neither the sign that ends fields nor the one that ends messages', () => {
    expect(shown('Пётр | Иванов\r\n64')).toBe('Пётр / Иванов 64');
    expect(shown('a/b^c', { ...utf8, delimiter: '^' })).toBe('a/b/c');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...sip2Charsets), (value, charset) => {
        const bytes = withoutEnd(written(value, { ...utf8, charset }));
        expect([...bytes].filter((byte) => byte === 0x7c)).toHaveLength(1);
        expect([...bytes].some((byte) => byte < 0x20)).toBe(false);
      }),
    );
  });

  it('is cut at 255 bytes and between letters', () => {
    const bytesOf = (value: string) => Buffer.from(shown(value) ?? '', 'utf8');
    expect(bytesOf('Ж'.repeat(300))).toHaveLength(254);
    expect(bytesOf('a'.repeat(300))).toHaveLength(text_bytes_max);
    expect(shown('👩‍🚀'.repeat(60))).toBe('👩‍🚀'.repeat(Math.floor(text_bytes_max / 11)));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 100, maxLength: 400 }), (value) => {
        const bytes = bytesOf(value);
        expect(bytes.length).toBeLessThanOrEqual(text_bytes_max);
        expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toContain('\u{fffd}');
      }),
    );
  });

  it.each([
    ['utf-8', 'd0af'],
    ['cp1251', 'df'],
    ['cp866', '9f'],
    ['koi8-r', 'f1'],
    ['cp850', '4961'],
    ['ascii', '4961'],
  ] as const)('is written in %s', (charset, letter) => {
    expect(written('Я', { ...utf8, charset }).toString('hex')).toContain(`4145${letter}7c`);
  });

  it('becomes Latin for a machine that has no Cyrillic, and keeps what it has', () => {
    const as = (charset: Wire['charset'], value: string) => shown(value, { ...utf8, charset });
    expect(as('ascii', 'Щукина-Юрьева, Наталья')).toBe('Shchukina-Iureva, Natalia');
    expect(as('cp850', 'Müller, Семён')).toBe('Müller, Semen');
    expect(as('ascii', 'Müller')).toBe('Muller');
    expect(decodeText(Buffer.from([0x81]), 'cp850')).toBe('ü');
  });
});

describe('fixed fields', () => {
  it('keep their places whatever they are given', () => {
    const fixed = { ok: 'yes', resensitize: '', magneticMedia: 'Ж', alert: 'N', transactionDate: 'now\r' };
    const bytes = writeMessage({ code: '10', fixed, fields: [['AO', 'x']] }, utf8, { detection: false });
    expect(bytes.toString()).toBe(`10y  Nnow${' '.repeat(15)}AOx|\r`);
  });

  it('of a patron say Y or nothing, never N', () => {
    expect(patronStatus(new Set())).toBe(' '.repeat(14));
    expect(patronStatus(new Set(['charge_denied', 'card_reported_lost']))).toBe('Y   Y         ');
    fc.assert(
      fc.property(fc.subarray([...patronStatusFlags]), (flags) => /^[Y ]{14}$/.test(patronStatus(new Set(flags)))),
    );
  });
});

describe('a moment', () => {
  it.each([
    '20260901    083000',
    '202609010000083000',
    '20260901   Z083000',
    '20260901 UTC083000',
    '20260901 EST083000',
  ])('is read from %j', (text) => {
    expect(readTimestamp(text)).toEqual({ date: '2026-09-01', time: '08:30:00' });
  });

  it.each(['', '20261301    083000', '20260901    253000', 'yesterday', '2026-09-01T08:30:00', '20260901083000'])(
    'is none in %j',
    (text) => {
      expect(readTimestamp(text)).toBeUndefined();
    },
  );

  it('is written in the library’s own time', () => {
    const at = new Date('2026-08-31T18:30:05Z');
    expect(writeTimestamp(at, 'Asia/Tomsk')).toBe('20260901    013005');
    expect(writeTimestamp(at, 'UTC')).toBe('20260831    183005');
    expect(readTimestamp(writeTimestamp(at, 'Europe/Moscow'))).toEqual({ date: '2026-08-31', time: '21:30:05' });
  });
});
