import { describe, expect, it } from '@jest/globals';
import type { PersonProfile } from '@onecampus/directory';
import { disclosedAtDesk } from './disclosed-at-desk.ts';

const profile = (...universityIds: string[]): PersonProfile => ({
  personId: 'person',
  referenceId: 'reference',
  familyName: 'Семёнова',
  givenName: null,
  patronymic: null,
  universityId: 'tpu',
  affiliations: universityIds.map((universityId) => ({
    affiliation: 'student',
    scope: `${universityId}.ru`,
    universityId,
    orgUnit: null,
    programme: null,
    effectiveUntil: null,
  })),
});
const at = (universityId?: string) => ({ actor: 'person:librarian', universityId }) as const;

describe('disclosedAtDesk', () => {
  it('is each university’s part, told to the librarian’s', () => {
    expect(disclosedAtDesk(profile('tpu', 'sgmu'), at('tsu'))).toEqual([
      expect.objectContaining({
        fromUniversityId: 'tpu',
        to: 'university:tsu',
        attributes: ['name', 'birth_year', 'affiliations'],
      }),
      expect.objectContaining({ fromUniversityId: 'sgmu', to: 'university:tsu', attributes: ['affiliations'] }),
    ]);
  });

  it('is nothing about one’s own people, nor for a program that speaks for no university', () => {
    expect(disclosedAtDesk(profile('tpu', 'tsu'), at('tsu'))).toEqual([]);
    expect(disclosedAtDesk(profile(), at('tpu'))).toEqual([]);
    expect(disclosedAtDesk(profile('tpu'), at())).toEqual([]);
  });
});
