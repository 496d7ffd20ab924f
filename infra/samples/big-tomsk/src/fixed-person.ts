import { affiliationWindow } from './invent-affiliations.ts';
import type { SamplePerson, SampleRecord } from './sample-person.ts';
import type { SampleIdentity, SampleSignIn } from './sample-sign-ins.ts';
import { scopeOf } from './universities.ts';

function fixedRecord(identity: SampleIdentity, year: number): SampleRecord {
  const { university, login, sourceKey: key, affiliation, orgUnit, programme, window } = identity;
  const dates = affiliationWindow(window, year, 1);
  const validUntil = affiliation === 'student' ? dates.validUntil : null;
  const affiliations = [{ affiliation, orgUnit, programme, ...dates, validUntil }];
  return { university, sourceKey: key, login, email: `${login}@${scopeOf(university)}`, affiliations };
}

/** A sample sign-in as a person of the rolls in academic year `year`. */
export function fixedPerson(signIn: SampleSignIn, index: number, year: number): SamplePerson {
  const { slug, familyName, givenName, patronymic, birthDate, nationalNumber, identities } = signIn;
  const records = identities.map((identity) => fixedRecord(identity, year));
  return { index, signIn: slug, familyName, givenName, patronymic, birthDate, nationalNumber, records };
}
