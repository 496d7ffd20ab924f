import { describe, expect, it } from '@jest/globals';
import type { PersonProfile } from '@onecampus/directory';
import { personClaims } from './claims.ts';
import { releasesOf } from './releases-of.ts';

const affiliation = (universityId: string, scope: string) =>
  ({ affiliation: 'student', scope, universityId, orgUnit: null, programme: null, effectiveUntil: null }) as const;
const profile: PersonProfile = {
  personId: 'person',
  referenceId: 'reference',
  familyName: 'Семёнова',
  givenName: 'Анна',
  patronymic: null,
  universityId: 'tpu',
  affiliations: [affiliation('tpu', 'tpu.ru'), affiliation('tsu', 'tsu.ru')],
};
const claims = personClaims(profile, { email: undefined, homeOrganization: 'tpu.ru' });
const release = (scope: string, firstParty = false) =>
  releasesOf(profile, claims, { scope, to: { clientId: 'lms', firstParty }, occasion: 'token' });

describe('releasesOf', () => {
  it('tells each university’s part by itself', () => {
    expect(release('openid profile email')).toEqual([
      {
        personId: 'person',
        fromUniversityId: 'tpu',
        to: 'client:lms',
        attributes: ['name', 'family_name', 'given_name', 'eduperson_scoped_affiliation', 'schac_home_organization'],
        basis: 'consent',
        purpose: 'sign-in',
        occasion: 'token',
      },
      expect.objectContaining({ fromUniversityId: 'tsu', attributes: ['eduperson_scoped_affiliation'] }),
    ]);
  });

  it('tells nothing where the scope lets nothing out', () => {
    expect(release('openid')).toEqual([]);
    expect(release('openid email')).toEqual([]);
  });

  it('rests on a contract with an application of the consortium', () => {
    expect(release('openid schac_home_organization', true)).toEqual([
      expect.objectContaining({ fromUniversityId: 'tpu', attributes: ['schac_home_organization'], basis: 'contract' }),
    ]);
  });
});
