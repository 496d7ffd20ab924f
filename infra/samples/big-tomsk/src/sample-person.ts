import type { RollAffiliation, RollStatus } from './roll-file.ts';
import type { UniversitySlug } from './universities.ts';

/** Dates are ISO days; `validUntil` is the last day, null where no end is known. */
export type SampleAffiliation = {
  affiliation: RollAffiliation;
  status: RollStatus;
  orgUnit: string;
  programme: string | null;
  validFrom: string;
  validUntil: string | null;
};

/** What one university knows of a person. `sourceKey` and `login` are unique at it, `email` everywhere. */
export type SampleRecord = {
  university: UniversitySlug;
  sourceKey: string;
  login: string;
  email: string;
  affiliations: SampleAffiliation[];
};

/** An invented person. `nationalNumber` is a SNILS of eleven digits; `signIn` the slug of a sample sign-in, or null. */
export type SamplePerson = {
  index: number;
  signIn: string | null;
  familyName: string;
  givenName: string;
  patronymic: string | null;
  birthDate: string;
  nationalNumber: string | null;
  records: SampleRecord[];
};
