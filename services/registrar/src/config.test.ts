import { describe, expect, it } from '@jest/globals';
import { ConfigFault } from '@onecampus/runtime';
import { registrarConfig } from './config.ts';

const key = Buffer.alloc(32, 1).toString('base64url');
const production = {
  NODE_ENV: 'production',
  CAMPUS_PUBLIC_URL: 'https://registrar.example',
  CAMPUS_ISSUER: 'https://id.example',
  REDIS_URL: 'redis://redis:6379',
  CAMPUS_CLIENT_ID: 'registrar',
  CAMPUS_CLIENT_SECRET: 'x'.repeat(32),
  CAMPUS_SESSION_SECRET: 'y'.repeat(32),
  DATABASE_URL: 'postgres://u:p@localhost/db',
  CAMPUS_NATIONAL_NUMBER_KEY: key,
  CAMPUS_DATA_KEY: key,
  CAMPUS_AUDIT_KEY: key,
  CAMPUS_EVENTS_KEY: key,
};

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    registrarConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults.map((fault) => fault.split(':')[0]!);
    throw error;
  }
}

describe('registrarConfig', () => {
  it('takes a sound production', () => {
    expect(faultsOf(production)).toEqual([]);
  });

  it('has no key that it would make up by itself', () => {
    for (const name of ['CAMPUS_NATIONAL_NUMBER_KEY', 'CAMPUS_DATA_KEY', 'CAMPUS_AUDIT_KEY', 'CAMPUS_EVENTS_KEY']) {
      expect(faultsOf({ ...production, [name]: '' })).toEqual([name]);
    }
  });

  it('holds no witness’s key in production', () => {
    const name = 'CAMPUS_AUDIT_SAMPLE_WITNESSES';
    expect(faultsOf({ ...production, [name]: key })).toEqual([name]);
    expect(faultsOf({ ...production, NODE_ENV: 'development', [name]: key })).toEqual([]);
  });

  it('knows an old public key from something else', () => {
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
    expect(registrarConfig({ ...production, CAMPUS_AUDIT_RETIRED_KEYS: `${x}, ${x}` })).toMatchObject({
      CAMPUS_AUDIT_RETIRED_KEYS: [x, x],
    });
    expect(faultsOf({ ...production, CAMPUS_AUDIT_RETIRED_KEYS: 'old' })).toEqual(['CAMPUS_AUDIT_RETIRED_KEYS']);
  });
});
