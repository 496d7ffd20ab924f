import { describe, expect, it } from '@jest/globals';
import { bundleNames, choicesOf, choicesOfBundle, policyOfChoices } from './release-choices.ts';
import { policyOf } from './release-policy.ts';
import { decidedPolicy } from './release-policy-faults.ts';

const nothing = choicesOf(policyOf({ scope: '', firstParty: true, releasePolicy: null }));

describe('release choices', () => {
  it('come back as they were made', () => {
    const chosen = { ...nothing, name: 'consent', email: 'consent-optional', affiliation: 'law' } as const;
    const { claims, bundle } = policyOfChoices(chosen);
    expect(bundle).toBeUndefined();
    const policy = { ...decidedPolicy({ claims }), version: 1 };
    expect(choicesOf(policyOf({ scope: '', firstParty: true, releasePolicy: policy }))).toEqual(chosen);
  });

  it.each(bundleNames)('know the bundle %s by what it is made of', (name) => {
    const chosen = choicesOfBundle(name, 'contract');
    expect(policyOfChoices(chosen).bundle).toBe(name);
    expect(policyOfChoices({ ...chosen, login: 'law' }).bundle).toBeUndefined();
    expect(policyOfChoices({ ...chosen, home: 'consent-optional' }).bundle).toBeUndefined();
  });

  it('say nothing of a service that is told nothing', () => {
    expect(policyOfChoices(nothing)).toEqual({ claims: {}, bundle: undefined });
  });
});
