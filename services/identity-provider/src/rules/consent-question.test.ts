import { describe, expect, it } from '@jest/globals';
import { answeredWith, consentQuestion } from './consent-question.ts';
import { type ClaimRule, policyOf } from './release-policy.ts';

const policy = (claims: Record<string, ClaimRule>, version = 1) =>
  policyOf({
    scope: '',
    firstParty: false,
    releasePolicy: { version, bundle: null, purposeRu: null, purposeEn: null, claims },
  });
const known = {
  name: { value: 'Семёнова Анна', from: ['tpu'] },
  email: { value: 'a@tpu.ru', from: ['tpu'] },
  email_verified: { value: true, from: ['tpu'] },
} as const;
const yes: ClaimRule = { basis: 'consent', required: true };
const ifLiked: ClaimRule = { basis: 'consent', required: false };
const asked = { scope: 'openid profile email offline_access', claims: [] as string[] };
const mixed = policy({ name: yes, family_name: yes, email: ifLiked, email_verified: ifLiked });

describe('consentQuestion', () => {
  it('shows what would be told as one thing each, with the very values, and what it could do besides', () => {
    const { things, scopes } = consentQuestion(mixed, asked, known);
    expect(things).toEqual([
      { group: 'name', values: ['Семёнова Анна'], basis: 'consent', required: true },
      { group: 'email', values: ['a@tpu.ru'], basis: 'consent', required: false },
    ]);
    expect(scopes).toEqual(['offline_access']);
  });

  it('shows nothing that the policy does not tell, and nothing that is not asked for', () => {
    expect(consentQuestion(mixed, { scope: 'openid', claims: ['voperson_id'] }, known).things).toEqual([]);
  });

  it('has another seal wherever another thing is asked', () => {
    const seal = (...question: Parameters<typeof consentQuestion>) => consentQuestion(...question).seal;
    const seals = [
      seal(mixed, asked, known),
      seal(mixed, { ...asked, scope: 'openid profile' }, known),
      seal(mixed, { ...asked, scope: 'openid profile email' }, known),
      seal(policy({ name: yes, email: yes }), asked, known),
      seal(policy({ name: yes, family_name: yes, email: ifLiked, email_verified: ifLiked }, 2), asked, known),
    ];
    expect(new Set(seals).size).toBe(seals.length);
    expect(seal(mixed, asked, {})).toBe(seals[0]);
  });
});

describe('answeredWith', () => {
  it('gives the whole, and of what may be kept back only what was chosen', () => {
    expect(answeredWith(mixed, asked, [])).toEqual({
      policyVersion: 1,
      claims: ['name', 'family_name'],
      declined: ['email', 'email_verified'],
      scopes: ['offline_access'],
    });
    expect(answeredWith(mixed, asked, ['email', 'login']).declined).toEqual([]);
  });
});
