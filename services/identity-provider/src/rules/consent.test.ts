import { describe, expect, it } from '@jest/globals';
import { type Consent, mustAsk, released, scopesNeedingYes } from './consent.ts';
import { type ClaimRule, policyOf } from './release-policy.ts';

const asked = { scope: 'openid profile email', claims: [] as string[] };
const own = policyOf({ scope: asked.scope, firstParty: true, releasePolicy: null });
const foreign = policyOf({ scope: asked.scope, firstParty: false, releasePolicy: null });
const decided = (claims: Record<string, ClaimRule>, version = 1) =>
  policyOf({
    scope: asked.scope,
    firstParty: false,
    releasePolicy: { version, bundle: null, purposeRu: null, purposeEn: null, claims },
  });
const consent = (change: Partial<Consent> = {}): Consent => ({
  policyVersion: 0,
  claims: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'eduperson_scoped_affiliation',
    'schac_home_organization',
    'email',
    'email_verified',
  ],
  declined: [],
  scopes: ['openid', 'profile', 'email'],
  ...change,
});
const byLaw: ClaimRule = { basis: 'law', required: true };
const byConsent: ClaimRule = { basis: 'consent', required: true };
const ifLiked: ClaimRule = { basis: 'consent', required: false };

describe('released', () => {
  it('is what the scopes of an application of the universities say', () => {
    expect(released(own, { scope: 'openid email', claims: [] }, undefined)).toEqual(['email', 'email_verified']);
    expect(released(own, { scope: 'openid', claims: ['name'] }, undefined)).toEqual(['name']);
  });

  it('is never what the policy does not have, however it is asked for', () => {
    expect(released(own, { scope: 'openid voperson_id', claims: ['eduperson_entitlement'] }, undefined)).toEqual([]);
    expect(released(decided({ name: byLaw }), asked, consent())).toEqual(['name']);
    expect(released(decided({ sub: byLaw, password: byLaw }), { ...asked, claims: ['password'] }, consent())).toEqual(
      [],
    );
  });

  it('is by consent only what was agreed to', () => {
    expect(released(foreign, asked, undefined)).toEqual([]);
    expect(released(foreign, asked, consent({ claims: ['email'], declined: ['email_verified'] }))).toEqual(['email']);
    expect(released(decided({ name: byLaw, email: byConsent }), asked, undefined)).toEqual(['name']);
  });
});

describe('mustAsk', () => {
  it('asks nobody for an application of the universities, and everybody once for any other', () => {
    expect(mustAsk(own, asked, undefined)).toBe(false);
    expect(mustAsk(foreign, asked, undefined)).toBe(true);
    expect(mustAsk(foreign, { scope: 'openid', claims: [] }, undefined)).toBe(true);
    expect(mustAsk(foreign, asked, consent())).toBe(false);
  });

  it('asks again where more is wanted, or where the policy has changed', () => {
    expect(mustAsk(foreign, { scope: 'openid profile email offline_access', claims: [] }, consent())).toBe(true);
    const before = decided({ name: byConsent }, 1);
    const yes = consent({ policyVersion: 1, claims: ['name'] });
    expect(mustAsk(before, asked, yes)).toBe(false);
    expect(mustAsk(decided({ name: byConsent }, 2), asked, yes)).toBe(true);
    expect(mustAsk(decided({ name: byConsent, email: byConsent }, 1), asked, yes)).toBe(true);
  });

  it('does not ask again for what was refused, nor for what rests on something else', () => {
    const policy = decided({ name: byLaw, email: ifLiked });
    expect(mustAsk(policy, asked, undefined)).toBe(true);
    expect(mustAsk(policy, asked, consent({ policyVersion: 1, claims: [], declined: ['email'] }))).toBe(false);
    expect(mustAsk(decided({ name: byLaw }), asked, undefined)).toBe(false);
  });
});

describe('scopesNeedingYes', () => {
  it('holds back what gives power at an application of others', () => {
    const scope = 'openid profile offline_access people.read';
    expect(scopesNeedingYes(own, scope)).toEqual([]);
    expect(scopesNeedingYes(decided({}), scope)).toEqual(['offline_access', 'people.read']);
    expect(scopesNeedingYes(foreign, scope)).toEqual(['openid', 'profile', 'offline_access', 'people.read']);
  });
});
