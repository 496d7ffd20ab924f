import { isSwapped } from './compare-records.ts';
import type { Frequencies, FrequencyTable } from './frequencies.ts';
import type { MatchRecord } from './match-record.ts';
import { prepareRecord } from './prepare-record.ts';

/** The counts that bear upon a pair; where two keys differ, the more frequent one, which proves less. */
export function frequenciesOf(a: MatchRecord, b: MatchRecord, table: FrequencyTable): Frequencies {
  const one = prepareRecord(a);
  const straight = prepareRecord(b);
  const other = isSwapped(one, straight) ? { ...straight, family: straight.given, given: straight.family } : straight;
  const given = table.count('given', one.given);
  const otherGiven = one.given === other.given ? given : table.count('given', other.given);
  return {
    records: table.records,
    family: larger(table, 'family', one.family, other.family),
    given: Math.max(given, otherGiven),
    patronymic: larger(table, 'patronymic', one.patronymic, other.patronymic),
    email: one.email === '' ? 0 : table.count('email', one.email),
    phone: one.phone === '' ? 0 : table.count('phone', one.phone),
    givenRarer: Math.min(given, otherGiven),
  };
}

function larger(table: FrequencyTable, kind: 'family' | 'patronymic', one: string, other: string): number {
  const first = table.count(kind, one);
  return one === other ? first : Math.max(first, table.count(kind, other));
}
