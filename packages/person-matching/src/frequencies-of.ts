import type { Frequencies, FrequencyTable } from './frequencies.ts';
import type { MatchRecord } from './match-record.ts';
import { alignNames } from './names/align-names.ts';
import { prepareRecord } from './prepare-record.ts';

/** The counts that bear upon a pair; where two keys differ, the more frequent one, which proves less. */
export function frequenciesOf(a: MatchRecord, b: MatchRecord, table: FrequencyTable): Frequencies {
  const one = prepareRecord(a);
  const other = prepareRecord(b);
  const names = alignNames(one, other);
  const given = table.count('given', names.one.given);
  const otherGiven = names.one.given === names.other.given ? given : table.count('given', names.other.given);
  return {
    records: table.records,
    family: larger(table, 'family', names.one.family, names.other.family),
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
