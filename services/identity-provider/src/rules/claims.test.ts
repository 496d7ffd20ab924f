import { describe, expect, it } from '@jest/globals';
import type { PersonProfile } from '@onecampus/directory';
import { personClaims } from './claims.ts';

const affiliation = (name: 'student' | 'staff' | 'alum' | 'library-walk-in', scope: string) => ({
  affiliation: name,
  scope,
  universityId: 'u',
  orgUnit: null,
  programme: null,
  effectiveUntil: null,
});
const profile = (change: Partial<PersonProfile> = {}): PersonProfile => ({
  personId: 'p',
  referenceId: 'r',
  familyName: 'Кедрова',
  givenName: 'Анна',
  patronymic: 'Сергеевна',
  universityId: 'u',
  affiliations: [],
  ...change,
});
const known = { email: undefined, homeOrganization: 'tpu.ru' };

describe('personClaims', () => {
  it('names a person as lists do, family name first', () => {
    expect(personClaims(profile(), known)).toEqual({
      sub: 'r',
      name: 'Кедрова Анна Сергеевна',
      family_name: 'Кедрова',
      given_name: 'Анна',
      middle_name: 'Сергеевна',
      eduperson_scoped_affiliation: [],
      schac_home_organization: 'tpu.ru',
    });
  });

  it('leaves out what a person does not have', () => {
    const claims = personClaims(profile({ givenName: null, patronymic: null }), {
      email: undefined,
      homeOrganization: undefined,
    });
    expect(Object.keys(claims).toSorted()).toEqual(['eduperson_scoped_affiliation', 'family_name', 'name', 'sub']);
  });

  it('adds member at each university where somebody studies or works, and nowhere else', () => {
    const affiliations = [
      affiliation('staff', 'tpu.ru'),
      affiliation('student', 'tsu.ru'),
      affiliation('alum', 'ssmu.ru'),
      affiliation('library-walk-in', 'ssmu.ru'),
    ];
    expect(personClaims(profile({ affiliations }), known).eduperson_scoped_affiliation).toEqual([
      'staff@tpu.ru',
      'member@tpu.ru',
      'student@tsu.ru',
      'member@tsu.ru',
      'alum@ssmu.ru',
      'library-walk-in@ssmu.ru',
    ]);
  });

  it('vouches for an address only together with the address', () => {
    expect(personClaims(profile(), { ...known, email: 'a@tpu.ru' })).toMatchObject({
      email: 'a@tpu.ru',
      email_verified: true,
    });
    expect(personClaims(profile(), known)).not.toHaveProperty('email_verified');
  });
});
