import type { Evidence, MarkOutcome } from './evidence.ts';
import type { MatchRecord } from './match-record.ts';
import { compareFamilies } from './names/compare-families.ts';
import { compareGiven } from './names/compare-given.ts';
import { comparePatronymics } from './names/compare-patronymics.ts';
import { prepareRecord } from './prepare-record.ts';
import { compareDates } from './values/compare-dates.ts';

/** How two records compare. Symmetric; says outcomes only. */
export function compareRecords(a: MatchRecord, b: MatchRecord): Evidence {
  const one = prepareRecord(a);
  const other = prepareRecord(b);
  const swapped = isSwapped(one, other);
  const spelled = one.isLatin !== other.isLatin;
  return {
    nationalNumber: compareMarks(a.nationalNumberMark, b.nationalNumberMark),
    document: compareMarks(a.documentMark, b.documentMark),
    orcid: compareMarks(one.orcid, other.orcid),
    email: compareMarks(one.email, other.email),
    phone: compareMarks(one.phone, other.phone),
    birthDate: compareDates(one.birthDate, other.birthDate),
    family: swapped
      ? compareFamilies(one.family, other.given, spelled)
      : compareFamilies(one.family, other.family, spelled),
    given: swapped ? compareGiven(one.given, other.family, spelled) : compareGiven(one.given, other.given, spelled),
    patronymic: comparePatronymics(one.patronymic, other.patronymic),
    nameOrder: swapped ? 'swapped' : 'same',
    alphabet: one.isLatin === other.isLatin ? 'same' : 'other',
    sex: compareMarks(a.sex, b.sex),
    source: a.sourceId === b.sourceId ? 'same' : 'other',
  };
}

type Names = { readonly family: string; readonly given: string };

/** Both names meet crosswise, and neither meets straight on. */
export function isSwapped(one: Names, other: Names): boolean {
  if (one.family === '' || one.given === '' || one.family === other.family || one.given === other.given) return false;
  if (one.family === other.given) return compareGiven(one.given, other.family) !== 'different';
  return one.given === other.family && compareFamilies(one.family, other.given) !== 'different';
}

function compareMarks(one: string | null, other: string | null): MarkOutcome {
  if (one === null || other === null || one === '' || other === '') return 'missing';
  return one === other ? 'equal' : 'different';
}
