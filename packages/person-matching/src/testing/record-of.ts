import type { MatchRecord } from '../match-record.ts';

/** A record of Анна Сергеевна Иванова in a source of its own per id, with what a test changes. */
export function recordOf(id: string, change: Partial<MatchRecord> = {}): MatchRecord {
  return {
    id,
    universityId: `university-${id}`,
    sourceId: `source-${id}`,
    familyName: 'Иванова',
    givenName: 'Анна',
    patronymic: 'Сергеевна',
    birthDate: '2001-03-04',
    nationalNumberMark: null,
    documentMark: null,
    email: null,
    phone: null,
    orcid: null,
    sex: null,
    ...change,
  };
}
