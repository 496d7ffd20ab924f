import { describe, expect, it } from '@jest/globals';
import { policyOf } from './release-policy.ts';
import { releasesOf } from './releases-of.ts';

const known = {
  name: { value: 'Семёнова Анна', from: ['tpu'] },
  eduperson_scoped_affiliation: { value: ['student@tpu.ru', 'staff@tsu.ru'], from: ['tpu', 'tsu'] },
  voperson_id: { value: 'r@id.example', from: [undefined] },
} as const;
const client = { scope: 'openid profile voperson_id', firstParty: false, releasePolicy: null };
const claims = ['name', 'eduperson_scoped_affiliation', 'voperson_id'] as const;
const release = (policy = policyOf(client), told: readonly (typeof claims)[number][] = claims) =>
  releasesOf(known, { personId: 'person', clientId: 'lms', policy, claims: told, occasion: 'token' });

describe('releasesOf', () => {
  it('tells each university’s part by itself, and what is the consortium’s own', () => {
    const common = { personId: 'person', to: 'client:lms', basis: 'consent', purpose: 'sign-in', occasion: 'token' };
    expect(release()).toEqual([
      { ...common, fromUniversityId: 'tpu', attributes: ['name', 'eduperson_scoped_affiliation'] },
      { ...common, fromUniversityId: 'tsu', attributes: ['eduperson_scoped_affiliation'] },
      { ...common, attributes: ['voperson_id'] },
    ]);
  });

  it('names for each claim the basis that the policy gives it', () => {
    const decided = {
      version: 3,
      bundle: null,
      purposeRu: null,
      purposeEn: null,
      claims: {
        name: { basis: 'law', required: true },
        voperson_id: { basis: 'consent', required: false },
      },
    } as const;
    expect(release(policyOf({ ...client, releasePolicy: decided })).map((one) => [one.attributes, one.basis])).toEqual([
      [['name'], 'law'],
      [['voperson_id'], 'consent'],
    ]);
  });

  it('tells nothing where nothing leaves', () => {
    expect(release(policyOf(client), [])).toEqual([]);
  });
});
