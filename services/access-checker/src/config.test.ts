import { describe, expect, it } from '@jest/globals';
import { ConfigFault } from '@onecampus/runtime';
import { readAccessCheckerConfig } from './config.ts';

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readAccessCheckerConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults;
    throw error;
  }
};
const complete = {
  NODE_ENV: 'production',
  CAMPUS_PUBLIC_URL: 'https://access.example',
  CAMPUS_ISSUER: 'https://id.example/',
  CAMPUS_CLIENT_ID: 'access-checker',
  CAMPUS_CLIENT_SECRET: 'a-client-secret-of-a-test',
  CAMPUS_SESSION_SECRET: 'a-session-secret-of-a-test',
  CAMPUS_CARD_HMAC_KEY: Buffer.alloc(32).toString('base64url'),
  DATABASE_URL: 'postgres://localhost/x',
  REDIS_URL: 'redis://localhost',
};

describe('readAccessCheckerConfig', () => {
  it('takes a complete one', () => {
    expect(readAccessCheckerConfig(complete)).toMatchObject({ port: 4030, issuer: 'https://id.example', secure: true });
  });

  it('names every setting that is missing or unknown at once', () => {
    const faults = faultsOf({ CAMPUS_COLOUR: 'red' }).join('\n');
    for (const name of [
      'CAMPUS_COLOUR',
      'DATABASE_URL',
      'CAMPUS_CLIENT_ID',
      'CAMPUS_CLIENT_SECRET',
      'CAMPUS_SESSION_SECRET',
      'CAMPUS_CARD_HMAC_KEY',
    ]) {
      expect(faults).toContain(name);
    }
  });

  it('refuses in production a store in memory and addresses without TLS', () => {
    const { REDIS_URL: _, ...rest } = complete;
    const faults = faultsOf({
      ...rest,
      CAMPUS_PUBLIC_URL: 'http://access.example',
      CAMPUS_ISSUER: 'http://id.example',
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['REDIS_URL', 'CAMPUS_PUBLIC_URL', 'CAMPUS_ISSUER']);
  });
});
