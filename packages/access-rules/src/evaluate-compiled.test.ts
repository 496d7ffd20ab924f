import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AFFILIATIONS } from './affiliation.ts';
import type { AudienceAtom } from './audience.ts';
import { compileRules } from './compile-rules.ts';
import type { AccessRequest } from './decision.ts';
import { evaluate } from './evaluate.ts';
import { evaluateCompiled } from './evaluate-compiled.ts';
import { PRIORITY } from './priority.ts';
import type { Rule } from './rule.ts';
import type { Weekday, WeeklyWindow } from './schedule.ts';
import { CARD_STATES, type Subject, type SubjectAffiliation } from './subject.ts';
import type { Zone } from './zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const zones: Zone[] = ['Asia/Tomsk', 'Europe/Berlin', 'Australia/Lord_Howe'].map((timeZone, n) => ({
  id: `z${n}`,
  kind: 'library',
  university: 'tpu.ru',
  title: { ru: 'Зал', en: 'Hall' },
  timeZone,
}));

/** Around both changes of Berlin's clocks and of Lord Howe's half-hour ones, in a plain week, and before 1970. */
const ANCHORS = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-04-04T15:00Z',
  '2026-11-22T17:00Z',
  '1969-06-02T00:00Z',
];

/** Whole minutes and their neighbours by a millisecond: faults live at edges. */
const instant = fc
  .tuple(fc.constantFrom(...ANCHORS), fc.integer({ min: -3 * 96, max: 3 * 96 }), fc.constantFrom(-1, 0, 1, 29_999))
  .map(([anchor, quarters, ms]) => Date.parse(anchor) + quarters * 15 * MINUTE + ms);

/** Minutes on the quarter hour meet the instants above often enough to hit openings exactly. */
const minute = (max: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: max / 15 }).map((n) => n * 15),
    fc.integer({ min: 0, max }),
  );

const weekdays = fc.uniqueArray(
  fc.integer({ min: 1, max: 7 }).map((n) => n as Weekday),
  { minLength: 1, maxLength: 7 },
);
const window: fc.Arbitrary<WeeklyWindow> = fc.record({ weekdays, from: minute(1_425), to: minute(1_440) });
const schedule = fc.oneof(fc.constant('always' as const), fc.array(window, { maxLength: 3 }));

const affiliation = fc.constantFrom(...AFFILIATIONS);
const scope = fc.constantFrom('tpu.ru', 'tsu.ru');
const personId = fc.constantFrom('p1', 'p2');

const atom: fc.Arbitrary<AudienceAtom> = fc.record({ affiliation, scope, personId }, { requiredKeys: [] });
const audience = fc.oneof(
  fc.constant({}),
  fc.record(
    { anyOf: fc.array(atom, { maxLength: 3 }), noneOf: fc.array(atom, { maxLength: 1 }) },
    { requiredKeys: [] },
  ),
);

/** Mostly absent, or most requests would stop at the first check and never reach a rule. */
const bound = fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, instant);

const rule: fc.Arbitrary<Omit<Rule, 'id'>> = fc.record({
  zoneId: fc.constantFrom('z0', 'z1', 'z2'),
  effect: fc.constantFrom('permit', 'permit', 'deny'),
  priority: fc.constantFrom(...Object.values(PRIORITY)),
  audience,
  schedule,
  validFrom: bound,
  validTo: bound,
});
const rules = fc
  .array(rule, { minLength: 3, maxLength: 10 })
  .map((list): Rule[] => list.map((each, n) => ({ ...each, id: `r${(n * 7) % 10}-${n}` })));

const held: fc.Arbitrary<SubjectAffiliation> = fc.record({
  affiliation,
  scope,
  validFrom: fc.oneof({ weight: 3, arbitrary: fc.constant(-1e12) }, instant),
  validUntil: bound,
});
const subject: fc.Arbitrary<Subject> = fc.record({
  personId,
  affiliations: fc.array(held, { minLength: 1, maxLength: 3 }),
  card: fc.record({
    state: fc.oneof({ weight: 9, arbitrary: fc.constant('active' as const) }, fc.constantFrom(...CARD_STATES)),
    validFrom: bound,
    validTo: bound,
  }),
});

const request = fc.record({
  subject: fc.option(subject, { nil: null, freq: 30 }),
  zone: fc.option(fc.constantFrom(...zones), { nil: null, freq: 30 }),
  now: instant,
  action: fc.constantFrom('enter', 'enter', 'enter', 'enter', 'enter', 'exit'),
}) as fc.Arbitrary<AccessRequest>;

describe('evaluateCompiled', () => {
  it('answers like the reference evaluator, to the last field', () => {
    const seen = new Map<string, number>();
    let promised = 0;
    fc.assert(
      fc.property(rules, fc.array(request, { minLength: 4, maxLength: 4 }), (someRules, requests) => {
        const compiled = compileRules(zones, someRules);
        for (const each of requests) {
          const expected = evaluate(each, someRules);
          const { zone, subject: who, now, action } = each;
          expect(evaluateCompiled(compiled, zone?.id ?? null, who, now, action)).toEqual(expected);
          seen.set(expected.reasonCode, (seen.get(expected.reasonCode) ?? 0) + 1);
          if (expected.nextAllowedFrom !== undefined) promised += 1;
        }
      }),
      { seed: 20261121, numRuns: 2_000 },
    );
    // The comparison is worth something only if the generator reaches every branch often.
    for (const code of [
      'ok',
      'no_rule',
      'outside_schedule',
      'zone_closed',
      'barred',
      'policy_denied',
      'not_yet_valid',
    ]) {
      expect([code, (seen.get(code) ?? 0) >= 50]).toEqual([code, true]);
    }
    expect(promised).toBeGreaterThan(200);
  });

  it('promises the first moment that opens, neither a later one nor a false one', () => {
    fc.assert(
      fc.property(rules, request, (someRules, each) => {
        const asked = { ...each, action: 'enter' as const, zone: zones[1]!, subject: each.subject };
        const { reasonCode, nextAllowedFrom } = evaluate(asked, someRules);
        fc.pre(reasonCode === 'outside_schedule' || reasonCode === 'zone_closed' || reasonCode === 'policy_denied');
        const compiled = compileRules(zones, someRules);
        const permits = (at: number) => evaluateCompiled(compiled, 'z1', asked.subject, at).decision;
        const until = nextAllowedFrom ?? asked.now + 14 * DAY;
        if (nextAllowedFrom !== undefined) expect(permits(nextAllowedFrom)).toBe(true);
        // Every schedule and every bound lies on a quarter hour, on a minute, or beside it: look at each minute of a
        // day before the promise, and at each 7th of the rest.
        for (
          let at = Math.floor(asked.now / MINUTE + 1) * MINUTE;
          at < until;
          at += at > until - DAY ? MINUTE : 7 * MINUTE
        ) {
          if (permits(at)) throw new Error(`opens at ${at}, before ${until}`);
        }
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it('knows no zone that was not compiled', () => {
    const who: Subject = {
      personId: 'p1',
      affiliations: [{ affiliation: 'student', scope: 'tpu.ru', validFrom: 0, validUntil: null }],
      card: { state: 'active', validFrom: null, validTo: null },
    };
    const compiled = compileRules(zones, []);
    expect(evaluateCompiled(compiled, 'cellar', who, DAY)).toMatchObject({
      decision: false,
      reasonCode: 'zone_unknown',
    });
    expect(evaluateCompiled(compiled, 'z0', who, DAY)).toMatchObject({ decision: false, reasonCode: 'no_rule' });
  });
});

describe('compileRules', () => {
  const open: Rule = {
    id: 'r',
    zoneId: 'z0',
    effect: 'permit',
    priority: PRIORITY.ordinary,
    audience: {},
    schedule: [{ weekdays: [1], from: 0, to: 1_440 }],
    validFrom: null,
    validTo: null,
  };

  it('refuses a window outside its bounds and names the rule', () => {
    const broken = { ...open, id: 'gym-evening', schedule: [{ weekdays: [1] as const, from: 0, to: 1_500 }] };
    expect(() => compileRules(zones, [broken])).toThrow(/gym-evening/);
  });

  it('refuses an unknown time zone', () => {
    expect(() => compileRules([{ ...zones[0]!, timeZone: 'Asia/Atlantis' }], [])).toThrow(RangeError);
  });

  it('leaves out rules of zones it was not given', () => {
    expect([...compileRules([zones[0]!], [open, { ...open, zoneId: 'cellar' }]).zones.keys()]).toEqual(['z0']);
  });
});
