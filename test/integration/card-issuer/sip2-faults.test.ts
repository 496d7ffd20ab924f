import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CuttableLine, cuttableLine } from '../identity-provider/cuttable-line.ts';
import { information, openMachine, openSip2Library, parts, type Sip2Library, status } from './sip2-library.ts';

describe('library machines when things go wrong', () => {
  let library: Sip2Library;
  let line: CuttableLine;
  beforeAll(async () => {
    library = await openSip2Library(async (database) => {
      const url = new URL(database.url('card-issuer'));
      line = await cuttableLine(Number(url.port));
      url.port = String(line.port);
      return { DATABASE_URL: url.href, CAMPUS_SIP2_CONNECTIONS_MAX: '100' };
    });
  });
  afterAll(async () => {
    await library.close();
    await line.cut();
  });

  it('are told "not now" within half a second while the database is gone, and served again when it is back', async () => {
    const { login, secret } = await library.account({ pin: 'none' });
    const [machine, reader] = [await library.machine(), await library.reader({ familyName: 'Ким' })];
    expect(await machine.ask(`9300CN${login}|CO${secret}|`)).toBe('941');
    expect(parts(await machine.ask(information(reader.card))).field('BL')).toBe('Y');
    expect((await machine.ask('9900302.00'))!.slice(0, 3)).toBe('98Y');
    await line.cut();
    for (let times = 0; times < 5; times += 1) {
      const answer = parts(await machine.ask(information(reader.card)));
      expect([answer.code, answer.flags, answer.field('BL'), answer.field('CQ')]).toEqual([
        '64',
        'YYYY          ',
        'N',
        'N',
      ]);
      expect([answer.field('AE'), answer.field('AF')]).toEqual(['', expect.stringMatching(/через минуту/)]);
    }
    expect((await machine.ask('9900302.00'))!.slice(0, 3)).toBe('98N');
    expect(await (await library.machine()).ask(`9300CN${login}|CO${secret}|`)).toBe('940');
    await line.mend();
    const until = Date.now() + 20_000;
    while (parts(await machine.ask(information(reader.card))).field('BL') !== 'Y') {
      if (Date.now() > until) throw new Error('the machine was not served again');
    }
  });

  it('are told "not now" while the database is there and does not answer', async () => {
    const [machine, reader] = [await library.loggedIn({ pin: 'none' }), await library.reader()];
    await library.database.admin.transaction(async (tx) => {
      await tx.raw('lock table directory.cards in access exclusive mode');
      const answer = parts(await machine.ask(status(reader.card)));
      expect([answer.code, answer.flags, answer.field('BL')]).toEqual(['24', 'YYYY          ', 'N']);
      // The answer did not wait for the database to give up: the statement still hangs.
      const { rows } = await tx.raw<{ rows: unknown[] }>(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).toHaveLength(1);
    });
    expect(parts(await machine.ask(status(reader.card))).field('BL')).toBe('Y');
  });

  it('leave neither PIN nor secret nor name nor number in the log', async () => {
    const reader = await library.reader({ familyName: 'Шаповаленко', pin: '7305' });
    const { login, secret } = await library.account();
    const machine = await library.machine();
    await machine.ask(`9300CN${login}|COwrong-${secret}|`);
    await machine.ask(`9300CN${login}|CO${secret}|`);
    await machine.ask(status(reader.card, 'AD7305|'));
    await machine.ask(status(reader.card, 'AD8306|'));
    await line.cut();
    await machine.ask(status(reader.card, 'AD7305|'));
    await line.mend();
    expect(library.logged()).toMatch(/SIP2 message not answered/);
    expect(library.logged()).toMatch(/SIP2 log-in refused/);
    for (const secretThing of [secret, '7305', '8306', reader.card, 'Шаповаленко', reader.personId]) {
      expect(library.logged()).not.toContain(secretThing);
    }
  });

  it('that are too many in all are let go at once, and make room when they leave', async () => {
    const port = library.door.port!;
    const lines = await Promise.all(Array.from({ length: 120 }, () => openMachine(port)));
    const answered = await Promise.all(lines.map((one) => one.ask('9900302.00')));
    const refused = answered.filter((one) => one === undefined).length;
    expect(refused).toBeGreaterThanOrEqual(20);
    expect(refused).toBeLessThan(30);
    for (const one of lines) one.end();
    const until = Date.now() + 10_000;
    for (;;) {
      const one = await openMachine(port);
      const answer = await one.ask('9900302.00');
      one.end();
      if (answer !== undefined) break;
      if (Date.now() > until) throw new Error('no room was made');
    }
  });
});
