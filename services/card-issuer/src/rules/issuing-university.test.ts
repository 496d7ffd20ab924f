import { describe, expect, it } from '@jest/globals';
import type { PersonProfile } from '@onecampus/directory';
import { issuingUniversity } from './issuing-university.ts';

const profile = (home: string, ...at: string[]): PersonProfile => ({
  personId: 'p',
  referenceId: 'r',
  familyName: 'Li',
  givenName: 'Wei',
  patronymic: null,
  universityId: home,
  affiliations: at.map((universityId) => ({
    affiliation: 'student',
    scope: universityId,
    universityId,
    orgUnit: null,
    programme: null,
    effectiveUntil: null,
  })),
});
const program = { actor: 'client:kiosk' } as const;

describe('issuingUniversity', () => {
  it('is the librarian’s', () => {
    expect(issuingUniversity(profile('tpu', 'tpu'), { actor: 'person:x', universityId: 'tsu' })).toBe('tsu');
  });
  it('is the holder’s own for a program', () => {
    expect(issuingUniversity(profile('tpu', 'tsu', 'tpu'), program)).toBe('tpu');
  });
  it('is one where the holder still is, if he has left the one that names him', () => {
    expect(issuingUniversity(profile('tpu', 'tsu'), program)).toBe('tsu');
  });
  it('is nobody’s for who belongs nowhere', () => {
    expect(() => issuingUniversity(profile('tpu'), { actor: 'person:x', universityId: 'tsu' })).toThrow(
      expect.objectContaining({ code: 'card.not_entitled' }),
    );
  });
});
