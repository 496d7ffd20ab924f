import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ConfigFault, type Environment } from '@onecampus/runtime';
import { readIdentityProviderConfig } from './config.ts';

const fit = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://localhost/campus',
  REDIS_URL: 'redis://localhost',
  CAMPUS_ISSUER: 'https://id.campus.ru/',
  CAMPUS_TRUST_PROXY: '10.0.0.1',
  KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64url'),
  OPERATOR_CLIENT_SECRET: 'k'.repeat(43),
};
const faultsOf = (environment: Environment): readonly string[] => {
  try {
    readIdentityProviderConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults.map((fault) => fault.split(':')[0]!);
    throw error;
  }
};

describe('readIdentityProviderConfig', () => {
  it('accepts a fit configuration and forgets the trailing slash of the issuer', () => {
    expect(readIdentityProviderConfig(fit).issuer).toBe('https://id.campus.ru');
    expect(readIdentityProviderConfig(fit).outgoing.loopback).toBe(false);
  });

  it('lists everything that production refuses at once', () => {
    expect(faultsOf({ NODE_ENV: 'production', CAMPUS_ISSUR: 'x' }).toSorted()).toEqual([
      'CAMPUS_ISSUER',
      'CAMPUS_ISSUR',
      'CAMPUS_TRUST_PROXY',
      'DATABASE_URL',
      'KEY_ENCRYPTION_KEY',
      'OPERATOR_CLIENT_SECRET',
      'REDIS_URL',
    ]);
  });

  it('refuses a known sample secret in production and nowhere else', () => {
    const sample = {
      ...fit,
      OPERATOR_CLIENT_SECRET: 'sample-operator-secret-that-everybody-can-read-in-the-repository',
    };
    expect(faultsOf(sample)).toEqual(['OPERATOR_CLIENT_SECRET']);
    expect(faultsOf({ ...sample, NODE_ENV: 'development' })).toEqual([]);
  });

  it.each([
    ['KEY_ENCRYPTION_KEY', 'short'],
    ['OPERATOR_CLIENT_SECRET', 'k'.repeat(42)],
    ['CAMPUS_OUTGOING_NETWORKS', '10.0.0.0/33'],
    ['CAMPUS_KEY_RETIRE_SECONDS', '60'],
    ['CAMPUS_PORT', 'http'],
    ['CAMPUS_MAIL_FROM', 'nobody'],
    ['CAMPUS_MAIL_FOLDER', '/var/mail'],
    ['CAMPUS_RECOVERY_HOURS', '23'],
    ['CAMPUS_RECOVERY_STAFF_HOURS', '71'],
  ])('refuses %s=%s', (name, value) => {
    expect(faultsOf({ ...fit, [name]: value })).toEqual([name]);
  });
});
