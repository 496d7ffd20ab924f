import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportCard } from '@onecampus/card-issuer/use-cases/report-card';
import { suspendCard } from '@onecampus/card-issuer/use-cases/suspend-card';
import { by, information, openSip2Library, parts, type Sip2Library, status } from './sip2-library.ts';

describe('library machines', () => {
  let library: Sip2Library;
  beforeAll(async () => {
    library = await openSip2Library();
  });
  afterAll(() => library.close());

  it('log in and are told of a reader what the account may see', async () => {
    const reader = await library.reader({
      familyName: 'Иванова',
      givenName: 'Анна',
      patronymic: 'Петровна',
      pin: '4826',
    });
    const machine = await library.loggedIn({ shows: ['name', 'class', 'home', 'valid_until', 'fees'] });
    const answer = parts(await machine.ask(information(reader.card, 'AD4826|')));
    expect(answer).toMatchObject({ code: '64', flags: ' '.repeat(14), language: '015' });
    expect(answer.field('AA')).toBe(reader.card);
    expect(answer.field('AO')).toBe('TPU');
    expect(answer.field('AE')).toBe('Иванова, Анна Петровна');
    expect([answer.field('BL'), answer.field('CQ')]).toEqual(['Y', 'Y']);
    expect([answer.field('PC'), answer.field('AQ')]).toEqual(['student', 'tpu']);
    expect(answer.all('AF')).toEqual([]);
    const short = parts(await machine.ask(status(reader.card, 'AD4826|')));
    expect([short.code, short.field('AE'), short.field('BL'), short.field('CQ')]).toEqual([
      '24',
      'Иванова, Анна Петровна',
      'Y',
      'Y',
    ]);
  });

  it('are told nothing of anybody before they log in', async () => {
    const reader = await library.reader({ pin: '4826' });
    const machine = await library.machine();
    const answer = parts(await machine.ask(status(reader.card, 'AD4826|')));
    expect([answer.code, answer.flags.slice(0, 5)]).toEqual(['24', 'YYYY ']);
    expect([answer.field('AE'), answer.field('BL'), answer.field('CQ')]).toEqual(['', 'N', 'N']);
  });

  it('hear of a card that is suspended or lost at the next question', async () => {
    const machine = await library.loggedIn({ pin: 'none' });
    const reader = await library.reader();
    expect(parts(await machine.ask(status(reader.card)))).toMatchObject({ flags: ' '.repeat(14) });
    await suspendCard(library.context, { by, card: { number: reader.card as never }, reason: 'lost' });
    const suspended = parts(await machine.ask(status(reader.card)));
    expect([suspended.flags, suspended.field('BL')]).toEqual([`YYYY${' '.repeat(10)}`, 'Y']);
    await reportCard(library.context, { by, card: { number: reader.card as never }, as: 'lost' });
    const lost = parts(await machine.ask(status(reader.card)));
    expect([lost.flags, lost.field('BL'), lost.field('AE')]).toEqual([`YYYYY${' '.repeat(9)}`, 'Y', '']);
  });

  it('end a session, and get a status with all that clients take from it', async () => {
    const machine = await library.loggedIn();
    expect(await machine.ask('3520260901    083000AOTPU|AA1|AC|AD|')).toMatch(/^36Y\d{8} {4}\d{6}AOTPU\|AA1\|$/);
    const answer = await machine.ask('9900302.00');
    expect(answer).toMatch(
      /^98YNNNNN030003\d{8} {4}\d{6}2\.00AOTPU\|AMLibrary of TPU\|BXYNNNYYYYYNNNNNNN\|ANkiosk-\d+\|$/,
    );
  });

  it('are refused books in a form of their own each', async () => {
    const machine = await library.loggedIn();
    const date = '20260901    083000';
    for (const [asked, answered] of [
      [`17${date}AOTPU|AB300|`, /^18010001.{18}AB\|AJ\|AF.+\|$/],
      [`11YN${date}${date}AOTPU|AA1|AB300|AC|`, /^120NNN.{18}AOTPU\|AA1\|AB\|AJ\|AH\|AF.+\|$/],
      [`09N${date}${date}APdesk|AOTPU|AB300|AC|`, /^100NNN.{18}AOTPU\|AB\|AQ\|AF.+\|$/],
      [`29NN${date}${date}AOTPU|AA1|AB300|`, /^300NNN/],
      [`65${date}AOTPU|AA1|`, /^66000000000/],
      [`15+${date}AOTPU|AA1|AB300|`, /^160N/],
      [`37${date}0100RUBBV10|AOTPU|AA1|`, /^38N/],
      [`19${date}AOTPU|AB300|`, /^200/],
    ] as const) {
      expect(await machine.ask(asked)).toMatch(answered);
    }
  });

  it('stop a card where they are trusted to, and nowhere else', async () => {
    const [trusted, other] = [
      await library.loggedIn({ mayBlock: true, pin: 'none' }),
      await library.loggedIn({ pin: 'none' }),
    ];
    const reader = await library.reader();
    const block = `01Y20260901    083000AOTPU|ALkept|AA${reader.card}|AC|`;
    expect(parts(await other.ask(block)).field('AF')).toMatch(/нельзя останавливать/);
    expect(parts(await other.ask(status(reader.card))).flags).toBe(' '.repeat(14));
    const answer = parts(await trusted.ask(block));
    expect([answer.code, answer.flags.slice(0, 5)]).toEqual(['24', 'YYYY ']);
    expect(parts(await trusted.ask(block)).flags.slice(0, 5)).toBe('YYYY ');
    const { rows } = await library.database.admin.raw<{
      rows: { state: string; state_reason: string; actor: string }[];
    }>(
      `select c.state, c.state_reason, t.actor from directory.cards c
       join directory.audit_trail t on t.subject = 'card:' || c.id and t.action = 'card.suspended' where c.number = ?`,
      [reader.card],
    );
    expect(rows).toEqual([
      { state: 'suspended', state_reason: 'kept_by_machine', actor: expect.stringMatching(/^terminal:/) },
    ]);
  });
});
