import { describe, expect, it } from '@jest/globals';
import type { PersonProfile } from '@onecampus/directory';
import { personClaims } from './claims.ts';
import type { PersonFacts } from './person-facts.ts';

const affiliation = (name: 'student' | 'staff' | 'alum' | 'library-walk-in', scope: string, universityId = scope) => ({
  affiliation: name,
  scope,
  universityId,
  orgUnit: null,
  programme: null,
  effectiveUntil: null,
});
const profile: PersonProfile = {
  personId: 'p',
  referenceId: 'r',
  familyName: 'Кедрова',
  givenName: 'Анна',
  patronymic: 'Сергеевна',
  universityId: 'tpu.ru',
  affiliations: [],
};
const universities = ['tpu.ru', 'tsu.ru', 'ssmu.ru'].map((name) => ({
  id: name,
  homeOrganization: name,
  scopes: [name],
}));
const facts = (change: Partial<PersonFacts> = {}, person: Partial<PersonProfile> = {}): PersonFacts => ({
  profile: { ...profile, ...person },
  referenceId: 'r',
  email: undefined,
  principalNames: [],
  uniqueCodes: [],
  entitlements: [],
  universities,
  actingUniversityId: undefined,
  consortiumScope: 'id.example',
  ...change,
});
const values = (...of: Parameters<typeof facts>) =>
  Object.fromEntries(Object.entries(personClaims(facts(...of))).map(([name, claim]) => [name, claim.value]));

describe('personClaims', () => {
  it('names a person as lists do, family name first', () => {
    expect(values()).toMatchObject({
      name: 'Кедрова Анна Сергеевна',
      family_name: 'Кедрова',
      given_name: 'Анна',
      middle_name: 'Сергеевна',
      schac_home_organization: 'tpu.ru',
      voperson_id: 'r@id.example',
    });
  });

  it('leaves out what a person does not have', () => {
    expect(Object.keys(values({ universities: [] }, { givenName: null, patronymic: null })).toSorted()).toEqual([
      'eduperson_assurance',
      'family_name',
      'name',
      'voperson_id',
    ]);
  });

  it('adds member at each university where somebody studies or works, and nowhere else', () => {
    const affiliations = [
      affiliation('staff', 'tpu.ru'),
      affiliation('student', 'tsu.ru'),
      affiliation('alum', 'ssmu.ru'),
      affiliation('library-walk-in', 'ssmu.ru'),
    ];
    expect(values({}, { affiliations })['eduperson_scoped_affiliation']).toEqual([
      'staff@tpu.ru',
      'member@tpu.ru',
      'student@tsu.ru',
      'member@tsu.ru',
      'alum@ssmu.ru',
      'library-walk-in@ssmu.ru',
    ]);
  });

  it('vouches for an address only together with the address, by the university whose domain it is', () => {
    expect(personClaims(facts({ email: 'a@tsu.ru' }))).toMatchObject({
      email: { value: 'a@tsu.ru', from: ['tsu.ru'] },
      email_verified: { value: true, from: ['tsu.ru'] },
    });
    expect(values()).not.toHaveProperty('email_verified');
  });

  it('takes home organisation and login from the university for which somebody acts, while he belongs to it', () => {
    const principalNames = [
      { universityId: 'tpu.ru', value: 'a@tpu.ru' },
      { universityId: 'tsu.ru', value: 'a@tsu.ru' },
    ];
    const both = { affiliations: [affiliation('student', 'tpu.ru'), affiliation('staff', 'tsu.ru')] };
    expect(values({ principalNames, actingUniversityId: 'tsu.ru' }, both)).toMatchObject({
      schac_home_organization: 'tsu.ru',
      eduperson_principal_name: 'a@tsu.ru',
    });
    expect(
      values({ principalNames, actingUniversityId: 'tsu.ru' }, { affiliations: [affiliation('student', 'tpu.ru')] }),
    ).toMatchObject({ schac_home_organization: 'tpu.ru', eduperson_principal_name: 'a@tpu.ru' });
  });

  it('lists entitlements and student identifiers, each from its own university', () => {
    expect(
      personClaims(
        facts({
          entitlements: [
            { uri: 'urn:x', universityId: 'tpu.ru' },
            { uri: 'urn:x', universityId: 'tsu.ru' },
          ],
          uniqueCodes: [{ universityId: 'tsu.ru', value: 'urn:schac:…:1', derived: true }],
        }),
      ),
    ).toMatchObject({
      eduperson_entitlement: { value: ['urn:x'], from: ['tpu.ru', 'tsu.ru'] },
      schac_personal_unique_code: { value: ['urn:schac:…:1'], from: ['tsu.ru'] },
    });
  });

  it('asserts of an identity what is so, and no more', () => {
    const raf = 'https://refeds.org/assurance';
    const of = (...given: Parameters<typeof facts>) => values(...given)['eduperson_assurance'];
    expect(
      of(
        { principalNames: [{ universityId: 'tpu.ru', value: 'a@tpu.ru' }] },
        { affiliations: [affiliation('student', 'tpu.ru')] },
      ),
    ).toEqual([
      raf,
      `${raf}/version/2`,
      `${raf}/ID/unique`,
      `${raf}/ID/eppn-unique-no-reassign`,
      `${raf}/IAP/low`,
      `${raf}/ATP/ePA-1m`,
      `${raf}/ATP/ePA-1d`,
    ]);
    expect(of({}, { affiliations: [affiliation('library-walk-in', 'tpu.ru')] })).not.toContain(`${raf}/IAP/low`);
    expect(of()).not.toContain(`${raf}/ID/eppn-unique-no-reassign`);
  });
});
