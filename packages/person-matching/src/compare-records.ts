import type { Evidence, MarkOutcome } from './evidence.ts';
import type { MatchRecord } from './match-record.ts';
import { alignNames } from './names/align-names.ts';
import { compareFamilies } from './names/compare-families.ts';
import { compareGiven } from './names/compare-given.ts';
import { comparePatronymics } from './names/compare-patronymics.ts';
import { prepareRecord } from './prepare-record.ts';
import { compareDates } from './values/compare-dates.ts';

/** How two records compare. Symmetric; says outcomes only. */
export function compareRecords(a: MatchRecord, b: MatchRecord): Evidence {
  const one = prepareRecord(a);
  const other = prepareRecord(b);
  const names = alignNames(one, other);
  const spelled = one.isLatin !== other.isLatin;
  return {
    nationalNumber: compareMarks(a.nationalNumberMark, b.nationalNumberMark),
    document: compareMarks(a.documentMark, b.documentMark),
    orcid: compareMarks(one.orcid, other.orcid),
    email: compareMarks(one.email, other.email),
    phone: compareMarks(one.phone, other.phone),
    birthDate: compareDates(one.birthDate, other.birthDate),
    family: compareFamilies(names.one.family, names.other.family, spelled),
    given: compareGiven(names.one.given, names.other.given, spelled),
    patronymic: comparePatronymics(one.patronymic, other.patronymic),
    nameOrder: names.isSwapped ? 'swapped' : 'same',
    alphabet: spelled ? 'other' : 'same',
    sex: compareMarks(a.sex, b.sex),
    source: a.sourceId === b.sourceId ? 'same' : 'other',
  };
}

function compareMarks(one: string | null, other: string | null): MarkOutcome {
  if (one === null || other === null || one === '' || other === '') return 'missing';
  return one === other ? 'equal' : 'different';
}
