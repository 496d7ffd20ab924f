import { describe, expect, it } from '@jest/globals';
import { ConfigFault } from '@onecampus/runtime';
import { cardIssuerConfig } from './config.ts';

const sound = {
  CAMPUS_PUBLIC_URL: 'http://localhost:4020',
  CAMPUS_ISSUER: 'http://localhost:4000',
  CAMPUS_CLIENT_ID: 'card-issuer',
  CAMPUS_CLIENT_SECRET: 'x'.repeat(32),
  CAMPUS_SESSION_SECRET: 'y'.repeat(32),
  DATABASE_URL: 'postgres://u:p@localhost/db',
};

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    cardIssuerConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults;
    throw error;
  }
}

describe('cardIssuerConfig', () => {
  it('needs no more than this at home', () => {
    expect(cardIssuerConfig(sound)).toMatchObject({ CAMPUS_PORT: 4020, CAMPUS_HOST: '127.0.0.1' });
  });

  it('lists every fault at once, those of production too', () => {
    const { DATABASE_URL: _, ...rest } = sound;
    const faults = faultsOf({ ...rest, NODE_ENV: 'production', CAMPUS_SESSION_SECRET: 'short', CAMPUS_COLOUR: 'blue' });
    expect(faults.map((fault) => fault.split(':')[0]).toSorted()).toEqual([
      'CAMPUS_COLOUR',
      'CAMPUS_ISSUER',
      'CAMPUS_PUBLIC_URL',
      'CAMPUS_SESSION_SECRET',
      'DATABASE_URL',
      'REDIS_URL',
    ]);
  });

  it('takes a sound production', () => {
    expect(
      faultsOf({
        ...sound,
        NODE_ENV: 'production',
        CAMPUS_PUBLIC_URL: 'https://cards.example',
        CAMPUS_ISSUER: 'https://id.example',
        REDIS_URL: 'redis://redis:6379',
      }),
    ).toEqual([]);
  });

  it('refuses an unsafe production that has no other fault', () => {
    expect(faultsOf({ ...sound, NODE_ENV: 'production' })).toHaveLength(3);
  });
});
