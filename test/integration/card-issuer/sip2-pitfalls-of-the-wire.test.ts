import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { guarded, information, openSip2Library, parts, type Sip2Library, status } from './sip2-library.ts';

/** What other servers and clients got wrong about bytes, by its number in the list that the specification of this product has. */
describe('pitfalls of the wire', () => {
  let library: Sip2Library;
  beforeAll(async () => {
    library = await openSip2Library();
  });
  afterAll(() => library.close());
  const blank = ' '.repeat(14);

  it('1: two readers whose digits make the same sum are never given each other’s answer', async () => {
    const [machine, lost] = [await library.loggedIn({ pin: 'none' }), '20000000000012'];
    const swapped = '20000000000021';
    const one = guarded(status(lost, 'AD4821|'), 0);
    const other = guarded(status(swapped, 'AD4812|'), 0);
    const twin = guarded(status(swapped, 'AD4821|'), 0);
    expect(one.slice(-4)).toBe(twin.slice(-4));
    expect(parts(await machine.ask(one)).field('AA')).toBe(lost);
    expect(parts(await machine.ask(twin)).field('AA')).toBe(swapped);
    expect(parts(await machine.ask(other)).field('AA')).toBe(swapped);
  });

  it('1: a message that comes again byte for byte is answered as before, for half a minute', async () => {
    const [machine, reader] = [await library.loggedIn({ pin: 'none' }), await library.reader()];
    const question = guarded(status(reader.card), 3);
    const before = await machine.ask(question);
    await library.database.admin.raw(
      `update directory.cards set state = 'lost', changed_by = 'service:test' where number = ?`,
      [reader.card],
    );
    expect(await machine.ask(question)).toBe(before);
    library.moveClock(31_000);
    const lost = `YYYYY${' '.repeat(9)}`;
    expect(parts(await machine.ask(question)).flags).toBe(lost);
    expect(parts(await machine.ask(guarded(status(reader.card), 4))).flags).toBe(lost);
  });

  it('1: without a number the same bytes are a new question', async () => {
    const [machine, reader] = [await library.loggedIn({ pin: 'none' }), await library.reader()];
    expect(parts(await machine.ask(status(reader.card))).flags).toBe(blank);
    await library.database.admin.raw(
      `update directory.cards set state = 'lost', changed_by = 'service:test' where number = ?`,
      [reader.card],
    );
    expect(parts(await machine.ask(status(reader.card))).flags).toBe(`YYYYY${' '.repeat(9)}`);
  });

  it('2, 3: the sum is of the bytes that travel, and has four digits', async () => {
    const reader = await library.reader({ familyName: 'Жукова', givenName: 'Юлия' });
    for (const charset of ['utf-8', 'cp1251', 'cp866', 'koi8-r'] as const) {
      const machine = await library.loggedIn({ charset, pin: 'none' });
      for (let sequence = 0; sequence < 10; sequence += 1) {
        machine.send(`${guarded(information(reader.card), sequence)}\r`);
        const bytes = (await machine.next())!;
        const at = bytes.lastIndexOf('AZ') + 2;
        const sum = bytes.subarray(0, at).reduce((total, byte) => total + byte, 0);
        expect(bytes.subarray(at).toString()).toMatch(/^[0-9A-F]{4}$/);
        expect((sum + Number.parseInt(bytes.subarray(at).toString(), 16)) & 0xff_ff).toBe(0);
        expect(iconv.decode(bytes, charset)).toContain(`AEЖукова, Юлия|`);
      }
    }
  });

  it('4: one byte a segment, two messages in one, and half of the next', async () => {
    const machine = await library.loggedIn();
    for (const byte of Buffer.from('9900302.00\r')) machine.send(Buffer.from([byte]));
    expect(parts(await machine.nextText()).code).toBe('98');
    machine.send('9900302.00\r3520260901    083000AOTPU|AA7|\r99003');
    expect(parts(await machine.nextText()).code).toBe('98');
    expect(parts(await machine.nextText()).field('AA')).toBe('7');
    machine.send('02.00\r');
    expect(parts(await machine.nextText()).code).toBe('98');
  });

  it('5: CR, LF and CRLF end a message; the answer ends as the account wants it, and with nothing more', async () => {
    const machine = await library.loggedIn();
    for (const end of ['\r', '\n', '\r\n', '\n\r']) {
      machine.send(`3520260901    083000AOTPU|AA7|${end}`);
      expect(parts(await machine.nextText()).code).toBe('36');
    }
    const other = await library.loggedIn({ terminator: 'crlf' });
    const question = '3520260901    083000AOTPU|AA7|';
    // The line feed of the log-in's answer, and then that of each answer, stands before the next.
    expect(await other.ask(question)).toMatch(/^\n36Y.+AOTPU\|AA7\|$/);
    expect(await other.ask(question)).toMatch(/^\n36Y.+AOTPU\|AA7\|$/);
  });

  it('6: a name of any length in any charset keeps to 255 bytes, and no letter is cut', async () => {
    const reader = await library.reader({ familyName: 'Щ'.repeat(100), givenName: 'Ю'.repeat(100) });
    for (const [charset, longest] of [
      ['utf-8', 254],
      ['cp1251', 202],
      ['ascii', 255],
    ] as const) {
      const machine = await library.loggedIn({ charset, pin: 'none' });
      machine.send(`${status(reader.card)}\r`);
      const bytes = (await machine.next())!;
      const from = bytes.indexOf('|AE') + 3;
      const value = bytes.subarray(from, bytes.indexOf('|', from));
      expect(value.length).toBeLessThanOrEqual(longest);
      expect(value.length).toBeGreaterThan(200);
      if (charset === 'utf-8') expect(new TextDecoder('utf-8', { fatal: true }).decode(value)).toMatch(/^Щ+, Ю+$/);
      if (charset === 'ascii') expect(value.toString('latin1')).toMatch(/^Shch[shch]+$/i);
    }
  });

  it('7, 8: a status says Y or nothing, and of one block no more than that block', async () => {
    const [machine, reader] = [await library.loggedIn({ pin: 'none' }), await library.reader()];
    const block = (kinds: string[]) =>
      library.database.admin.raw(
        `insert into directory.patron_blocks (id, person_id, university_id, scope, kinds, public_text, set_by)
         values (gen_random_uuid(), ?, ?, 'university', ?, 'Верните «Физику».', 'service:test')`,
        [reader.personId, library.tpu.id, kinds] as never,
      );
    await block(['renew']);
    const renewal = parts(await machine.ask(status(reader.card)));
    expect(renewal.flags).toBe(` Y${' '.repeat(12)}`);
    expect(renewal.all('AF')).toEqual(['Верните «Физику».']);
    await block(['hold', 'entry']);
    expect(parts(await machine.ask(status(reader.card))).flags).toBe(` YYY${' '.repeat(10)}`);
    // A door hears of what forbids to enter, a vendor of neither, and another university's library of nothing.
    expect(
      parts(await (await library.loggedIn({ purpose: 'entry', pin: 'none' })).ask(status(reader.card))).flags,
    ).toBe(`YYYY${' '.repeat(10)}`);
    for (const elsewhere of [{ purpose: 'eresource' }, { universityId: library.tsu.id }] as const) {
      const other = await library.loggedIn({ pin: 'none', ...elsewhere });
      expect(parts(await other.ask(status(reader.card))).flags).toBe(blank);
    }
  });

  it('10: what may be empty may be absent', async () => {
    const [machine, reader] = [await library.loggedIn({ pin: 'none' }), await library.reader()];
    for (const rest of [
      `AO|AA${reader.card}|AC|AD|`,
      `AA${reader.card}|`,
      `AA${reader.card}`,
      `AC||AA${reader.card}|AO`,
    ]) {
      const answer = parts(await machine.ask(`2300120260901    083000${rest}`));
      expect([answer.code, answer.field('BL'), answer.language, answer.field('AO')]).toEqual(['24', 'Y', '001', 'TPU']);
    }
  });

  it('11: whatever comes is answered with a message', async () => {
    const machine = await library.loggedIn();
    for (const noise of [
      '55 what?',
      'GET / HTTP/1.1',
      '24',
      '2',
      '23001',
      '\u0000\u0001\u0002',
      'Ж',
      '9',
      '|',
      '98Y',
    ]) {
      expect(await machine.ask(noise)).toBe('96');
    }
    expect(await machine.ask(guarded('9900302.00', 1).replace(/....$/, '0000'))).toBe('96AZFEF6');
    expect(parts(await machine.ask('9900302.0E')).code).toBe('98');
    machine.send(Buffer.alloc(1_048_576, 0x41));
    machine.send('\r');
    expect(await machine.nextText()).toBe('96');
    expect(await machine.ask('97')).toMatch(/^98/);
  });

  it('11: who says nothing else than noise is not listened to for ever', async () => {
    const machine = await library.loggedIn();
    const answers: (string | undefined)[] = [];
    for (let times = 0; times < 25; times += 1) answers.push(await machine.ask('noise'));
    expect(answers.filter((one) => one === '96')).toHaveLength(20);
    expect(answers.at(-1)).toBeUndefined();
  });

  it('12: the sign that ends fields is the account’s own, also at its log-in, and ends no field from within', async () => {
    const { login, secret } = await library.account({ delimiter: '^', pin: 'none', institution: 'T^P' });
    const machine = await library.machine();
    expect(await machine.ask(`9300CN${login}^CO${secret}^`)).toBe('941');
    const reader = await library.reader({ familyName: 'Знак^Разделитель|', givenName: 'А\tБ' });
    const answer = await machine.ask(`2300120260901    083000AA${reader.card}^`);
    expect(answer).toContain('^AEЗнак/Разделитель|, А Б^BLY^');
    expect(answer).toContain('AOT/P^');
  });

  it('13: a date in whatever shape', async () => {
    const [machine, reader] = [await library.loggedIn({ pin: 'none' }), await library.reader()];
    for (const zone of ['    ', '0000', '   Z', ' UTC', '+07 ']) {
      const answer = parts(await machine.ask(`2300120260901${zone}083000AOTPU|AA${reader.card}|`));
      expect([answer.code, answer.flags]).toEqual(['24', blank]);
    }
    expect(parts(await machine.ask(`23001${'x'.repeat(18)}AOTPU|AA${reader.card}|`)).flags).toBe(blank);
  });

  it('14: who sends a sum is sent one, who does not is not, message by message; who must send one is asked again', async () => {
    const machine = await library.loggedIn();
    expect(await machine.ask(guarded('9900302.00', 7))).toMatch(/\|AY7AZ[0-9A-F]{4}$/);
    expect(await machine.ask('9900302.00')).not.toMatch(/AZ/);
    expect(await machine.ask('97')).not.toMatch(/AZ/);
    expect(
      await machine.ask(
        guarded('9900302.00', 8)
          .toLowerCase()
          .replace(/ay(.)az/, 'AY$1AZ'),
      ),
    ).toMatch(/^98.*AY8AZ/);
    await machine.ask(guarded('9900302.00', 9));
    const repeated = await machine.ask('97AZFEF5');
    expect(repeated).toMatch(/^98.*\|AZ[0-9A-F]{4}$/);
    const strict = await library.loggedIn({ errorDetection: 'required' });
    expect(await strict.ask('9900302.00')).toBe('96AZFEF6');
    expect(await strict.ask(guarded('9900302.00', 1))).toMatch(/^98.*AY1AZ/);
  });
});
