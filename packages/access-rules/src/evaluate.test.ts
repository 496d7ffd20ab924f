import { describe, expect, it } from '@jest/globals';
import type { Action } from './decision.ts';
import { evaluate } from './evaluate.ts';
import { PRIORITY } from './priority.ts';
import type { ReasonCode } from './reason-codes.ts';
import type { Rule } from './rule.ts';
import type { CardState, Subject, SubjectAffiliation } from './subject.ts';
import type { Zone } from './zone.ts';

/** Monday 23 November 2026, noon in Tomsk. */
const NOON = Date.parse('2026-11-23T12:00:00+07:00');
const DAY = 86_400_000;

const zone: Zone = {
  id: 'reading-room',
  kind: 'library',
  university: 'tsu.ru',
  title: { ru: 'Читальный зал', en: 'Reading room' },
  timeZone: 'Asia/Tomsk',
};

const student: SubjectAffiliation = {
  affiliation: 'student',
  scope: 'tpu.ru',
  validFrom: NOON - 100 * DAY,
  validUntil: NOON + 100 * DAY,
};

const person = (over: Partial<Subject> = {}, card: Partial<Subject['card']> = {}): Subject => ({
  personId: 'p1',
  affiliations: [student],
  card: { state: 'active', validFrom: NOON - 10 * DAY, validTo: NOON + 10 * DAY, ...card },
  ...over,
});

const rule = (over: Partial<Rule> = {}): Rule => ({
  id: 'r1',
  zoneId: zone.id,
  effect: 'permit',
  priority: PRIORITY.ordinary,
  audience: { anyOf: [{ affiliation: 'member' }] },
  schedule: [{ weekdays: [1, 2, 3, 4, 5], from: 8 * 60, to: 20 * 60 }],
  validFrom: null,
  validTo: null,
  ...over,
});

interface Case {
  subject?: Subject | null;
  zone?: Zone | null;
  now?: number;
  action?: Action;
  rules?: Rule[];
}

const decide = (given: Case) =>
  evaluate(
    {
      subject: given.subject === undefined ? person() : given.subject,
      zone: given.zone === undefined ? zone : given.zone,
      now: given.now ?? NOON,
      action: given.action ?? 'enter',
    },
    given.rules ?? [rule()],
  );

describe('evaluate gives each reason', () => {
  const inState = (state: CardState): Case => ({ subject: person({}, { state }) });
  const cases: [ReasonCode, string, Case][] = [
    ['ok', 'a student at noon', {}],
    ['exit_allowed', 'a dead card on the way out', { ...inState('revoked'), action: 'exit' }],
    ['exit_allowed', 'an unknown card out of an unknown zone', { subject: null, zone: null, action: 'exit' }],
    ['unknown', 'no card with this number', { subject: null }],
    ['unknown', 'a request that was turned down', inState('rejected')],
    ['unknown', 'a request that was withdrawn', inState('cancelled')],
    ['not_activated', 'a card only asked for', inState('requested')],
    ['not_activated', 'an approved card', inState('approved')],
    ['not_activated', 'a card at the printer', inState('in_production')],
    ['not_activated', 'a printed card', inState('produced')],
    ['not_activated', 'a card ready for pickup', inState('ready')],
    ['suspended', 'a suspended card', inState('suspended')],
    ['lost', 'a lost card', inState('lost')],
    ['stolen', 'a stolen card', inState('stolen')],
    ['damaged', 'a damaged card', inState('damaged')],
    ['replaced', 'a replaced card', inState('replaced')],
    ['revoked', 'a revoked card', inState('revoked')],
    ['closed', 'a closed card', inState('closed')],
    ['not_yet_valid', 'a card valid from the next millisecond', { subject: person({}, { validFrom: NOON + 1 }) }],
    ['ok', 'a card valid from this millisecond', { subject: person({}, { validFrom: NOON }) }],
    ['card_expired', 'a card valid up to this millisecond', { subject: person({}, { validTo: NOON }) }],
    ['ok', 'a card valid one millisecond more', { subject: person({}, { validTo: NOON + 1 }) }],
    [
      'affiliation_ended',
      'an affiliation that ended one millisecond ago',
      { subject: person({ affiliations: [{ ...student, validUntil: NOON - 1 }] }) },
    ],
    [
      'affiliation_ended',
      'an affiliation that ends this millisecond',
      { subject: person({ affiliations: [{ ...student, validUntil: NOON }] }) },
    ],
    ['affiliation_ended', 'no affiliation at all', { subject: person({ affiliations: [] }) }],
    [
      'affiliation_not_started',
      'a first-year before the first day',
      { subject: person({ affiliations: [{ ...student, validFrom: NOON + 1 }] }) },
    ],
    ['zone_unknown', 'a gate that leads nowhere known', { zone: null }],
    ['no_rule', 'no rules', { rules: [] }],
    ['no_rule', 'rules of another zone', { rules: [rule({ zoneId: 'gym' })] }],
    ['no_rule', 'a rule for others', { rules: [rule({ audience: { anyOf: [{ affiliation: 'staff' }] } })] }],
    ['no_rule', 'a rule for nobody', { rules: [rule({ audience: { anyOf: [] } })] }],
    ['no_rule', 'a right that has ended', { rules: [rule({ validTo: NOON })] }],
    ['ok', 'a right that begins now', { rules: [rule({ validFrom: NOON })] }],
    ['outside_schedule', 'a right that begins in a millisecond', { rules: [rule({ validFrom: NOON + 1 })] }],
    ['outside_schedule', 'a minute too late', { now: NOON + 8 * 3_600_000 }],
    ['ok', 'the last millisecond', { now: NOON + 8 * 3_600_000 - 1 }],
    [
      'zone_closed',
      'a safety deny',
      { rules: [rule(), rule({ id: 'fire', effect: 'deny', priority: PRIORITY.safety })] },
    ],
    [
      'barred',
      'a ban by name',
      {
        rules: [
          rule({ id: 'by-name', priority: PRIORITY.explicit, audience: { anyOf: [{ personId: 'p1' }] } }),
          rule({ id: 'ban', effect: 'deny', priority: PRIORITY.ban, audience: { anyOf: [{ personId: 'p1' }] } }),
        ],
      },
    ],
    ['policy_denied', 'a deny in the same class', { rules: [rule(), rule({ id: 'r0', effect: 'deny' })] }],
  ];

  it.each(cases)('%s: %s', (reasonCode, _what, given) => {
    expect(decide(given)).toMatchObject({
      reasonCode,
      decision: reasonCode === 'ok' || reasonCode === 'exit_allowed',
    });
  });
});

describe('evaluate puts reasons in one fixed order', () => {
  const ended = [{ ...student, validUntil: NOON - 1 }];
  it.each<[ReasonCode, string, Case]>([
    ['unknown', 'an unknown card before an unknown zone', { subject: null, zone: null }],
    ['lost', 'the state before validity', { subject: person({ affiliations: ended }, { state: 'lost', validTo: 0 }) }],
    [
      'not_yet_valid',
      'the card before the affiliation',
      { subject: person({ affiliations: ended }, { validFrom: NOON + 1 }) },
    ],
    ['card_expired', 'expiry before the affiliation', { subject: person({ affiliations: ended }, { validTo: NOON }) }],
    ['affiliation_ended', 'the affiliation before the zone', { subject: person({ affiliations: ended }), zone: null }],
    [
      'affiliation_ended',
      'the affiliation before a right by name',
      { subject: person({ affiliations: ended }), rules: [rule({ audience: { anyOf: [{ personId: 'p1' }] } })] },
    ],
  ])('%s: %s', (reasonCode, _what, given) => {
    expect(decide(given)).toMatchObject({ decision: false, reasonCode });
  });
});

describe('evaluate combines rules', () => {
  const deny = (over: Partial<Rule>) => rule({ effect: 'deny', schedule: 'always', ...over });
  const permit = (over: Partial<Rule>) => rule({ schedule: 'always', ...over });

  it.each<[string, Rule[], string]>([
    ['a stronger permit beats a deny', [deny({ id: 'd' }), permit({ id: 'p', priority: PRIORITY.explicit })], 'p'],
    ['a stronger deny beats a permit', [permit({ id: 'p' }), deny({ id: 'd', priority: PRIORITY.explicit })], 'd'],
    ['a safety permit beats a ban', [deny({ id: 'd', priority: 300 }), permit({ id: 'p', priority: 400 })], 'p'],
    ['a deny beats permits of its class', [permit({ id: 'a' }), deny({ id: 'd' }), permit({ id: 'b' })], 'd'],
    ['of two permits the smaller id is named', [permit({ id: 'b' }), permit({ id: 'a' })], 'a'],
    ['of two denies the smaller id is named', [deny({ id: 'b' }), deny({ id: 'a' })], 'a'],
    ['a closed deny does not apply', [deny({ id: 'd', schedule: [] }), permit({ id: 'p' })], 'p'],
    ['an ended deny does not apply', [deny({ id: 'd', validTo: NOON }), permit({ id: 'p' })], 'p'],
  ])('%s', (_what, rules, ruleId) => {
    expect(decide({ rules }).ruleId).toBe(ruleId);
  });
});

describe('evaluate reads audiences', () => {
  const staff: SubjectAffiliation = { ...student, affiliation: 'staff', scope: 'tsu.ru' };
  const alum: SubjectAffiliation = { ...student, affiliation: 'alum' };
  it.each<[string, Rule['audience'], SubjectAffiliation[], boolean]>([
    ['no condition: everybody', {}, [student], true],
    ['an empty atom: everybody', { anyOf: [{}] }, [student], true],
    ['the affiliation', { anyOf: [{ affiliation: 'student' }] }, [student], true],
    ['a student is a member', { anyOf: [{ affiliation: 'member' }] }, [student], true],
    ['an alum is no member', { anyOf: [{ affiliation: 'member' }] }, [alum], false],
    ['a member is not thereby a student', { anyOf: [{ affiliation: 'student' }] }, [staff], false],
    ['the scope', { anyOf: [{ scope: 'tpu.ru' }] }, [student], true],
    ['another scope', { anyOf: [{ scope: 'tsu.ru' }] }, [student], false],
    [
      'one affiliation must meet both parts',
      { anyOf: [{ affiliation: 'staff', scope: 'tpu.ru' }] },
      [student, staff],
      false,
    ],
    ['the person by name', { anyOf: [{ personId: 'p1' }] }, [alum], true],
    ['another person', { anyOf: [{ personId: 'p2' }] }, [student], false],
    ['name and affiliation', { anyOf: [{ personId: 'p1', affiliation: 'staff' }] }, [student], false],
    ['any of several', { anyOf: [{ affiliation: 'staff' }, { affiliation: 'student' }] }, [student], true],
    ['none of', { noneOf: [{ scope: 'tpu.ru' }] }, [student], false],
    ['none of, for others', { noneOf: [{ scope: 'tpu.ru' }] }, [staff], true],
    ['none of an ended one', { noneOf: [{ affiliation: 'alum' }] }, [student, { ...alum, validUntil: NOON }], true],
    [
      'an ended one opens nothing',
      { anyOf: [{ affiliation: 'staff' }] },
      [student, { ...staff, validUntil: NOON }],
      false,
    ],
  ])('%s', (_what, audience, affiliations, expected) => {
    expect(decide({ subject: person({ affiliations }), rules: [rule({ audience })] }).decision).toBe(expected);
  });
});

describe('evaluate says when it will open', () => {
  const next = (given: Case) => decide(given).nextAllowedFrom;
  const tomsk = (time: string) => Date.parse(`${time}+07:00`);

  it.each<[string, Case, number | undefined]>([
    ['tonight: tomorrow at eight', { now: tomsk('2026-11-23T21:00') }, tomsk('2026-11-24T08:00')],
    ['on Saturday: on Monday', { now: tomsk('2026-11-28T12:00') }, tomsk('2026-11-30T08:00')],
    ['a card not yet valid', { subject: person({}, { validFrom: NOON + 5 }) }, NOON + 5],
    ['a card valid from the night', { subject: person({}, { validFrom: NOON + DAY / 2 }) }, tomsk('2026-11-24T08:00')],
    ['a rule that starts soon', { rules: [rule({ validFrom: NOON + 60_000 })] }, NOON + 60_000],
    ['a rule that starts in a month', { rules: [rule({ validFrom: NOON + 30 * DAY })] }, undefined],
    [
      'a rule that ends before it opens',
      { now: tomsk('2026-11-23T21:00'), rules: [rule({ validTo: tomsk('2026-11-24T08:00') })] },
      undefined,
    ],
    [
      'a card that expires before it opens',
      { now: tomsk('2026-11-23T21:00'), subject: person({}, { validTo: tomsk('2026-11-24T08:00') }) },
      undefined,
    ],
    [
      'a closure with an end',
      {
        rules: [
          rule(),
          rule({ id: 'x', effect: 'deny', priority: 400, schedule: 'always', validTo: NOON + 3_600_000 }),
        ],
      },
      NOON + 3_600_000,
    ],
    [
      'a ban promises nothing',
      { rules: [rule(), rule({ id: 'x', effect: 'deny', priority: 300, validTo: NOON + 1 })] },
      undefined,
    ],
    ['nor does a suspended card', { subject: person({}, { state: 'suspended' }) }, undefined],
    ['nor the lack of any rule', { rules: [] }, undefined],
  ])('%s', (_what, given, expected) => {
    expect(next(given)).toBe(expected);
  });

  it('opens with the jump when summer time skips the opening minute', () => {
    const berlin = { ...zone, timeZone: 'Europe/Berlin' };
    const rules = [rule({ schedule: [{ weekdays: [7], from: 150, to: 600 }] })];
    const now = Date.parse('2026-03-29T00:30:00Z');
    const always = person({ affiliations: [{ ...student, validFrom: 0 }] }, { validFrom: null });
    expect(next({ now, zone: berlin, rules, subject: always })).toBe(Date.parse('2026-03-29T01:00:00Z'));
  });
});
