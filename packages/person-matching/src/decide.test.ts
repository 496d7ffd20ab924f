import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import type { FrequencyTable } from './frequencies.ts';
import type { MatchRecord } from './match-record.ts';
import { recordOf } from './testing/record-of.ts';

const mark = { nationalNumberMark: 'f00d' };
const email = { email: 'anna@mail.example' };
/** A city in which family and given name are as frequent as Иванова and Анна are, or as rare as names get. */
const frequent: FrequencyTable = {
  records: 100_000,
  count: (kind) => (kind === 'email' || kind === 'phone' ? 2 : kind === 'family' ? 500 : 3_000),
};
const rare: FrequencyTable = { records: 1_000_000, count: () => 2 };

function against(change: Partial<MatchRecord>, other: Partial<MatchRecord> = change, table = frequent): Decision {
  return decide(recordOf('a', change), [{ personId: 'p', records: [recordOf('b', other)] }], table);
}

describe('decide', () => {
  it.each<[string, Decision['kind'], string, Decision]>([
    ['one national number and birth date', 'same', 'national_number', against(mark)],
    ['them after a marriage', 'same', 'national_number', against(mark, { ...mark, familyName: 'Кузнецова' })],
    ["a twin's number", 'queue', 'national_number_other_name', against(mark, { ...mark, givenName: 'Алла' })],
    [
      'a number with another birth date',
      'queue',
      'national_number_other_birth_date',
      against(mark, { ...mark, birthDate: '1970-01-31' }),
    ],
    ['one document, birth date and name', 'same', 'document', against({ documentMark: 'cafe' })],
    [
      'one document, two national numbers',
      'queue',
      'vetoed',
      against({ documentMark: 'cafe', ...mark }, { documentMark: 'cafe', nationalNumberMark: 'beef' }),
    ],
    ['name, birth date and e-mail', 'same', 'score', against(email)],
    ['a twin with the same e-mail', 'new', 'no_candidate', against(email, { ...email, givenName: 'Алла' })],
    [
      'spouses with one e-mail',
      'new',
      'no_candidate',
      against(email, { ...email, familyName: 'Иванов', givenName: 'Пётр', birthDate: '1999-01-31' }),
    ],
    ['father and son', 'new', 'no_candidate', against(email, { ...email, birthDate: '1975-03-09' })],
    ['a frequent name and birth date alone', 'new', 'below_threshold', against({})],
    ['a rare name and birth date alone', 'queue', 'needs_second_proof', against({}, {}, rare)],
    [
      'two numbers under one name and birth date',
      'new',
      'no_candidate',
      against(mark, { nationalNumberMark: 'beef' }, rare),
    ],
    ['two rows of one source', 'new', 'no_candidate', against({ ...mark, sourceId: 's' }, { ...mark, sourceId: 's' })],
  ])('%s: %s (%s)', (_, kind, reason, decision) => {
    expect(decision).toMatchObject({ kind, reason, personId: kind === 'new' ? null : 'p' });
  });

  it('never links what people decided about, and no person that stands in the same source already', () => {
    const [a, b] = [recordOf('a', mark), recordOf('b', mark)];
    const never = { neverMatch: new Set(['b']) };
    expect(decide(a, [{ personId: 'p', records: [b] }], frequent, never).kind).toBe('new');
    const sibling = recordOf('c', { sourceId: a.sourceId });
    expect(decide(a, [{ personId: 'p', records: [b, sibling] }], frequent).kind).toBe('new');
  });

  it('asks where two persons are equally good, whatever their order', () => {
    const candidates = [
      { personId: 'p', records: [recordOf('b', email)] },
      { personId: 'q', records: [recordOf('c', email)] },
    ];
    const decision = decide(recordOf('a', email), candidates, frequent);
    expect(decision).toMatchObject({ kind: 'queue', reason: 'close_rival', personId: 'p' });
    expect(decision.rivals.map(({ personId }) => personId)).toEqual(['q']);
    expect(decide(recordOf('a', email), candidates.toReversed(), frequent)).toEqual(decision);
  });

  it('hears those who come along', () => {
    const candidate = { personId: 'p', records: [recordOf('b', email)] };
    const alongside = (change: Partial<MatchRecord>) =>
      decide(recordOf('a', email), [candidate], frequent, {
        neverMatch: new Set(),
        alongside: [recordOf('c', { ...email, ...change })],
      }).kind;
    expect(alongside({})).toBe('same');
    expect(alongside({ sourceId: 'source-b' })).toBe('new');
    expect(alongside({ birthDate: '1999-12-11' })).toBe('queue');
  });

  it('takes the address of an office for no proof', () => {
    const office: FrequencyTable = { records: 100_000, count: (kind) => (kind === 'email' ? 40 : 3_000) };
    expect(against(email, email, office).kind).not.toBe('same');
  });

  it('takes two names that others bear for two humans, a name that nobody bears for a slip, and an unknown count for no excuse', () => {
    const counted = (count: number): FrequencyTable => ({
      records: 100_000,
      count: (kind, key) => (kind === 'given' && key === 'aidin' ? count : 300),
    });
    const twins = (count: number) =>
      against({ ...mark, givenName: 'Айдыс' }, { ...mark, givenName: 'Айдын' }, counted(count)).kind;
    expect([twins(300), twins(1), twins(0)]).toEqual(['queue', 'same', 'queue']);
  });

  it('asks, with a birth date that differs in one digit or in the order of day and month, and never links', () => {
    for (const birthDate of ['2001-03-05', '2001-04-03']) {
      const proofs = { ...email, documentMark: 'cafe', phone: '+79131112233' };
      expect(against(proofs, { ...proofs, birthDate }).kind).toBe('queue');
    }
  });

  it('asks where another record of the person contradicts', () => {
    const records = [recordOf('b', email), recordOf('c', { nationalNumberMark: 'beef', ...email })];
    expect(decide(recordOf('a', { ...mark, ...email }), [{ personId: 'p', records }], frequent).kind).toBe('queue');
  });
});
