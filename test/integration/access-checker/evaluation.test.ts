import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CardState, University } from '@onecampus/directory';
import { formatCardNumber } from '@onecampus/pass-codes';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { moveCard } from './cards.ts';
import {
  ask,
  type Checker,
  operator,
  post,
  question,
  startChecker,
  startIssuer,
  TestClock,
  type TestIssuer,
  type TestTerminal,
  until,
} from './checker.ts';
import { type ArrangedHolder, announce, arrangeHolder } from './holders.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
/** Monday, 23 November 2026, noon in Tomsk. */
const noon = new Date('2026-11-23T12:00:00+07:00');

const zoneRules = {
  'reading-room': [
    { name: 'members', effect: 'permit', audience: { any_of: [{ affiliation: 'member' }] }, schedule: 'always' },
  ],
  'sports-hall': [
    {
      name: 'evenings',
      effect: 'permit',
      audience: { any_of: [{ scope: 'tpu.ru' }] },
      schedule: [{ weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '22:00' }],
    },
  ],
  dormitory: [
    { name: 'staff', effect: 'permit', audience: { any_of: [{ affiliation: 'staff' }] }, schedule: 'always' },
  ],
  laboratory: [
    { name: 'members', effect: 'permit', audience: { any_of: [{ affiliation: 'member' }] }, schedule: 'always' },
    {
      name: 'cleaning',
      effect: 'deny',
      audience: {},
      schedule: [{ weekdays: everyDay, from: '11:00', to: '13:00' }],
      reason: { ru: 'С 11 до 13 здесь уборка.', en: 'The laboratory is cleaned from 11 to 13.' },
    },
  ],
  workshop: [
    { name: 'fire', effect: 'deny', priority: 'safety', audience: {}, schedule: 'always' },
    { name: 'members', effect: 'permit', audience: {}, schedule: 'always' },
  ],
} as const;
type Zone = keyof typeof zoneRules;

describe('evaluation', () => {
  let database: FreshDatabase;
  let issuer: TestIssuer;
  let checker: Checker;
  let tpu: University;
  let member: ArrangedHolder;
  let barred: ArrangedHolder;
  const clock = new TestClock();
  const terminals = {} as Record<Zone, TestTerminal>;
  const tokens = {} as Record<Zone, string>;

  const askAt = (zone: Zone, number: string) => ask(checker, tokens[zone], number, zone);
  const holder = (wanted: Omit<Parameters<typeof arrangeHolder>[1], 'university'> = {}) =>
    arrangeHolder(database, { university: tpu, ...wanted });
  const known = (number: string) => () => checker.context.snapshot().card(number) !== undefined;

  beforeAll(async () => {
    clock.set(noon);
    database = await freshDatabase();
    issuer = await startIssuer();
    ({ tpu } = await arrangeUniversities(database.admin));
    member = await holder();
    barred = await holder();
    checker = await startChecker(database, issuer, { clock });
    const operate = operator(checker, issuer, clock);
    for (const zone of Object.keys(zoneRules) as Zone[]) {
      await operate.zone(zone);
      await operate.rules(zone, zoneRules[zone]);
      terminals[zone] = await operate.terminal(zone);
      tokens[zone] = await terminals[zone].assertion({ now: noon });
    }
    await operate.rules('dormitory', [
      ...zoneRules.dormitory,
      {
        name: 'barred',
        effect: 'deny',
        priority: 'ban',
        audience: { any_of: [{ person_id: barred.personId }] },
        schedule: 'always',
      },
    ]);
  });
  afterAll(async () => {
    await checker?.stop();
    await issuer?.close();
    await database?.drop();
  });

  it('lets a member in and names the rule', async () => {
    expect(await askAt('reading-room', member.card.number)).toEqual({
      decision: true,
      context: {
        reason_code: 'ok',
        reason_code_number: 1,
        reason_user: { ru: 'Проходите, пожалуйста.', en: 'Please come in.' },
        reason_admin: { ru: 'Проход разрешён.', en: 'Entry permitted.' },
        rule: 'members',
        snapshot_seq: expect.stringMatching(/^\d+\.\d+$/),
      },
    });
  });

  it.each([
    ['a line end', (number: string) => `${number}\r\n`],
    ['a symbology prefix', (number: string) => `]F0${number}`],
    ['the printed groups', (number: string) => formatCardNumber(number as never)],
  ])('reads a scan with %s', async (_what, scan) => {
    expect(await askAt('reading-room', scan(member.card.number))).toMatchObject({ decision: true });
  });

  it.each([
    ['a wrong digit', (number: string) => number.slice(0, 5) + ((Number(number[5]) + 1) % 10) + number.slice(6)],
    ['a Cyrillic look-alike', (number: string) => number.replace(/.$/, 'О')],
    ['too few digits', (number: string) => number.slice(1)],
  ])('never takes %s for somebody else', async (_what, scan) => {
    expect(await askAt('reading-room', scan(member.card.number))).toMatchObject({
      decision: false,
      context: { reason_code: 'unreadable' },
    });
  });

  it('says the same to a person with a number that nobody has and one with a lost card', async () => {
    const stranger = await askAt('reading-room', '21234567890124');
    const { card } = await holder();
    await moveCard(database, card.id, 'lost');
    await until(() => checker.context.snapshot().card(card.number)?.state === 'lost');
    const finder = await askAt('reading-room', card.number);
    expect([stranger.context.reason_code, finder.context.reason_code]).toEqual(['unknown', 'lost']);
    expect(finder.context.reason_user).toEqual(stranger.context.reason_user);
    expect(finder.context.reason_admin).not.toEqual(stranger.context.reason_admin);
  });

  it.each<CardState>(['suspended', 'stolen', 'damaged', 'replaced', 'revoked', 'closed'])(
    'refuses a card that is %s',
    async (state) => {
      const { card } = await holder();
      await moveCard(database, card.id, state);
      await until(() => checker.context.snapshot().card(card.number)?.state === state);
      expect(await askAt('reading-room', card.number)).toMatchObject({
        decision: false,
        context: { reason_code: state, rule: null },
      });
    },
  );

  it.each([
    ['not_activated', { card: { state: 'requested' } }],
    ['not_yet_valid', { card: { validFrom: new Date('2026-11-24T00:00:00+07:00') } }],
    ['card_expired', { card: { validUntil: noon } }],
    ['affiliation_not_started', { validFrom: new Date('2026-12-01T00:00:00+07:00') }],
    ['affiliation_ended', { validUntil: noon }],
  ] as const)('refuses with %s', async (reason, wanted) => {
    const { card } = await holder(wanted);
    await until(known(card.number));
    expect(await askAt('reading-room', card.number)).toMatchObject({
      decision: false,
      context: { reason_code: reason },
    });
  });

  it('lets in by an affiliation that has ended but is in its grace', async () => {
    const { card, personId } = await holder({ validUntil: new Date(noon.getTime() - 60_000) });
    await until(known(card.number));
    await database.admin.raw(`update directory.affiliations set "grace" = '30 days' where person_id = ?`, [personId]);
    await announce(database, personId);
    await until(async () => (await askAt('reading-room', card.number)).decision);
  });

  it('refuses whom no rule lets in', async () => {
    expect(await askAt('dormitory', member.card.number)).toMatchObject({
      decision: false,
      context: { reason_code: 'no_rule', rule: null },
    });
  });

  it('says when a closed place opens', async () => {
    const answer = await askAt('sports-hall', member.card.number);
    expect(answer).toMatchObject({
      decision: false,
      context: { reason_code: 'outside_schedule', next_allowed_from: '2026-11-23T11:00:00.000Z' },
    });
    expect(answer.context.reason_user.ru).toContain('18:00');
  });

  it('gives the words of the rule that refuses', async () => {
    expect(await askAt('laboratory', member.card.number)).toMatchObject({
      decision: false,
      context: {
        reason_code: 'policy_denied',
        rule: 'cleaning',
        reason_user: { en: expect.stringContaining('cleaned from 11 to 13') },
      },
    });
  });

  it('keeps a ban between the guard and the person', async () => {
    const refused = await askAt('dormitory', barred.card.number);
    expect(refused.context.reason_code).toBe('barred');
    expect(refused.context.reason_user).toEqual((await askAt('dormitory', member.card.number)).context.reason_user);
  });

  it('closes a zone for safety whatever else permits', async () => {
    expect(await askAt('workshop', member.card.number)).toMatchObject({
      decision: false,
      context: { reason_code: 'zone_closed', rule: 'fire' },
    });
  });

  it('locks nobody in', async () => {
    const response = await post(checker, tokens.workshop, question('nonsense', 'workshop', { action: 'exit' }));
    expect(await response.json()).toMatchObject({ decision: true, context: { reason_code: 'exit_allowed' } });
  });

  it('answers a terminal that asks for a zone not its own as if it led nowhere', async () => {
    expect(await ask(checker, tokens.dormitory, member.card.number, 'reading-room')).toMatchObject({
      decision: false,
      context: { reason_code: 'zone_unknown' },
    });
  });

  it('answers a terminal nothing about a person by id', async () => {
    const asked = question(member.personId, 'reading-room', { type: 'person' });
    expect(await (await post(checker, tokens['reading-room'], asked)).json()).toMatchObject({
      decision: false,
      context: { reason_code: 'unknown' },
    });
  });
});
