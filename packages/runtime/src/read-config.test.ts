import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigFault } from './config-fault.ts';
import { readConfig } from './read-config.ts';
import { commonSettings, settings } from './settings.ts';

const canary = 'canary-55bb-secret';
const fields = {
  ...commonSettings,
  CAMPUS_PORT: settings.port(4000),
  CAMPUS_PUBLIC_URL: settings.url(),
  CAMPUS_SECRET: settings.secret(),
  CAMPUS_KEY: settings.key256().optional(),
  DATABASE_URL: settings.postgresUrl(),
  CAMPUS_LIMIT: settings.integer(10, 1, 20),
  CAMPUS_FLAG: settings.flag(false),
  CAMPUS_CHOICE: settings.choice(['one', 'two'], 'one'),
};
const good = {
  CAMPUS_PUBLIC_URL: 'https://cards.example',
  CAMPUS_SECRET: 'a secret of at least 24 characters',
  DATABASE_URL: 'postgres://campus@db/campus',
};

describe('readConfig', () => {
  let folder: string;
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const faultsOf = (environment: Record<string, string>) => {
    try {
      readConfig(fields, environment);
    } catch (error) {
      if (error instanceof ConfigFault) return error.faults;
      throw error;
    }
    return [];
  };
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'onecampus-config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives typed values with their defaults', () => {
    const key = Buffer.alloc(32, 7).toString('base64url');
    const config = readConfig(fields, { ...good, CAMPUS_KEY: key, CAMPUS_FLAG: 'true', CAMPUS_TRUST_PROXY: 'a, b,,' });
    expect(config).toMatchObject({
      CAMPUS_PORT: 4000,
      CAMPUS_LIMIT: 10,
      CAMPUS_FLAG: true,
      CAMPUS_CHOICE: 'one',
      CAMPUS_TRUST_PROXY: ['a', 'b'],
      CAMPUS_KEY: Buffer.alloc(32, 7),
      NODE_ENV: 'development',
    });
    expect(config.REDIS_URL).toBeUndefined();
  });

  it('lists every fault at once, each with its setting, and no value', () => {
    const faults = faultsOf({
      NODE_ENV: `prod-${canary}`,
      CAMPUS_PORT: '70000',
      CAMPUS_PUBLIC_URL: `ftp://${canary}`,
      CAMPUS_SECRET: 'canary-55bb',
      CAMPUS_KEY: canary,
      DATABASE_URL: `mysql://${canary}`,
      REDIS_URL: canary,
      CAMPUS_LIMIT: '21',
      CAMPUS_FLAG: 'yes',
      CAMPUS_CHOICE: canary,
      CAMPUS_LOG_LEVEL: canary,
      CAMPUS_PROT: '4000',
      CAMPUS_SECRT_FILE: `/run/${canary}`,
    });
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      'CAMPUS_CHOICE',
      'CAMPUS_FLAG',
      'CAMPUS_KEY',
      'CAMPUS_LIMIT',
      'CAMPUS_LOG_LEVEL',
      'CAMPUS_PORT',
      'CAMPUS_PROT',
      'CAMPUS_PUBLIC_URL',
      'CAMPUS_SECRET',
      'CAMPUS_SECRT_FILE',
      'DATABASE_URL',
      'NODE_ENV',
      'REDIS_URL',
    ]);
    expect(faults.join('\n')).not.toContain('canary');
  });

  it('names what is missing', () => {
    expect(faultsOf({}).map((fault) => fault.split(':')[0])).toEqual([
      'CAMPUS_PUBLIC_URL',
      'CAMPUS_SECRET',
      'DATABASE_URL',
    ]);
    expect(faultsOf({ ...good, CAMPUS_SECRET: '' })).toEqual(['CAMPUS_SECRET: is missing']);
  });

  it.each(['', ' ', '\n'])('takes %p for a setting that is not given', (blank) => {
    expect(readConfig(fields, { ...good, CAMPUS_PORT: blank }).CAMPUS_PORT).toBe(4000);
    expect(faultsOf({ ...good, CAMPUS_SECRET: blank })).toEqual(['CAMPUS_SECRET: is missing']);
  });

  it.each(['abc', '-1', '65536', '4000.5', 'NaN', 'Infinity'])('takes %p for no port', (port) => {
    expect(faultsOf({ ...good, CAMPUS_PORT: port })).toHaveLength(1);
  });

  it('reads a secret from a file, without the line end of its last line', () => {
    const { CAMPUS_SECRET: _, ...rest } = good;
    const config = readConfig(fields, { ...rest, CAMPUS_SECRET_FILE: file('secret', `${good.CAMPUS_SECRET}\n`) });
    expect(config.CAMPUS_SECRET).toBe(good.CAMPUS_SECRET);
  });

  it('refuses a secret that is given twice, an unreadable file and an empty one', () => {
    const { CAMPUS_SECRET: _, ...rest } = good;
    expect(faultsOf({ ...good, CAMPUS_SECRET_FILE: file('twice', good.CAMPUS_SECRET) })).toEqual([
      'CAMPUS_SECRET: given both directly and by CAMPUS_SECRET_FILE',
    ]);
    const gone = path.join(folder, 'gone');
    expect(faultsOf({ ...rest, CAMPUS_SECRET_FILE: gone })).toContain(`CAMPUS_SECRET_FILE: cannot read ${gone}`);
    expect(faultsOf({ ...rest, CAMPUS_SECRET_FILE: file('empty', '\n') })).toHaveLength(1);
  });

  it('leaves variables of other programs alone', () => {
    expect(faultsOf({ ...good, PATH: '/bin', CAMPUSX: '1', HOME_FILE: '/none' })).toEqual([]);
  });

  it('is not misled by names that every object has', () => {
    expect(faultsOf({ ...good, CAMPUS_toString: '1' })).toHaveLength(1);
    expect(() => readConfig({ CAMPUS_A: z.string() }, Object.create({ CAMPUS_A: 'inherited' }) as never)).not.toThrow();
  });
});
