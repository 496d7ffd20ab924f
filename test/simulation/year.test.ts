import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { drawnFor, partitionOfWeek } from '../../services/identity-provider/src/rules/refresh-partition.ts';
import { type Ring, rings } from '../../services/identity-provider/src/rules/ring.ts';
import { findGrant, saveGrant } from '../../services/identity-provider/src/store/grants.ts';
import { findPresence } from '../../services/identity-provider/src/store/presence.ts';
import {
  findRefreshToken,
  saveRefreshToken,
  useRefreshToken,
} from '../../services/identity-provider/src/store/refresh-tokens.ts';
import { saveSession } from '../../services/identity-provider/src/store/sessions.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { simulate, type Year } from './simulate.ts';

const people = 50;
/** Sign-ins are kept longest: a hundred days and one. */
const days = 130;
const day_ms = 86_400_000;

/** Of each day somebody whom the last day still knows, or does not. */
type Sample = {
  readonly expiresAt: Date;
  readonly grantId: string;
  readonly tokenHash: string;
  readonly sessionHash: string;
};

let database: FreshDatabase;
let year: Year;
const samples: Sample[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  const db = database.as('identity-provider');
  const sample = async (expiresAt: Date): Promise<void> => {
    const [grantId, sessionHash, uid] = [randomToken(), randomToken(), randomToken()];
    const draw = () => randomBytes(32).toString('base64url');
    const tokenHash = hashToken(drawnFor(partitionOfWeek(expiresAt.getTime()), draw));
    await saveGrant(db, { id: grantId, accountId: 'x', clientId: 'c', payload: {}, expiresAt, epoch: 0 });
    const token = { idHash: tokenHash, grantId, accountId: 'x', clientId: 'c', payload: {}, expiresAt };
    await saveRefreshToken(db, token);
    await saveSession(db, {
      idHash: sessionHash,
      uid,
      accountId: 'x',
      loginAt: new Date(),
      expiresAt,
      epoch: 0,
      payload: {},
      changedAuthorizations: { c: { sid: 's', grantId } },
      removedClientIds: [],
    });
    samples.push({ expiresAt, grantId, tokenHash, sessionHash });
  };
  year = await simulate(database, {
    people,
    days,
    measureEvery_days: 1,
    // Every day alike: what does not stay the same then is not bounded.
    habits: { sign_ins: 0.7, one_in_phones: 3, refreshes: 4 },
    busyness: () => 1,
    withRival: false,
    ends: new Date(),
    onDay: (_, now) => sample(new Date(now.getTime() + 14 * day_ms)),
  });
}, 240_000);

afterAll(() => database?.drop());

describe('the tables of a year', () => {
  it.each(Object.values(rings).map((ring) => [ring.table, ring] as [string, Ring]))(
    'hold of %s what was written while it is kept, and of one span more',
    (table, ring) => {
      // A refresh token is written up to a fortnight before the end by which it is kept.
      const ahead_days = table === 'refresh_tokens' ? 14 : 0;
      const longest = ring.kept_days + ring.days + 1 + ahead_days;
      const perDay = (day: number) => (day < 0 ? 0 : (year.measured[day]?.written[table] ?? 0));
      for (const { day, ours } of year.measured) {
        const writtenWithin = (within: number) => perDay(day - 1) - perDay(day - 1 - within);
        expect([day, ours[table]!.rows <= writtenWithin(longest) + samples.length]).toEqual([day, true]);
        if (table === 'client_traces') continue;
        // What is written last of a day has its time the day after.
        expect([day, ours[table]!.rows >= writtenWithin(ring.kept_days - 1)]).toEqual([day, true]);
      }
    },
  );

  it('are no larger at the end than they were a fortnight before', () => {
    const largest = (from: number, to: number, table: string, of: 'rows' | 'bytes') =>
      Math.max(...year.measured.filter(({ day }) => day > from && day <= to).map(({ ours }) => ours[table]![of]));
    // What people have (devices, notices of a year) grows with people until its time is over; it is theirs, not the days'.
    const passing = Object.keys(year.measured[0]!.ours).filter((table) => table !== 'devices' && table !== 'notices');
    for (const table of passing) {
      expect([table, largest(116, 130, table, 'rows') <= 1.12 * largest(102, 116, table, 'rows') + 20]).toEqual([
        table,
        true,
      ]);
      expect([table, largest(116, 130, table, 'bytes') <= 1.25 * largest(102, 116, table, 'bytes') + 65_536]).toEqual([
        table,
        true,
      ]);
    }
  });

  it('have the partitions that they had at the beginning', async () => {
    const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
      `select count(*)::int as n from pg_class where relispartition and relkind = 'r'
         and relnamespace = 'identity_provider'::regnamespace`,
    );
    const expected = Object.values(rings).reduce((sum, ring) => sum + ring.slots, 0) + rings.logouts.slots;
    expect(rows[0]!.n).toBe(expected);
  });

  it('have lost nobody who is still signed in, and nothing that he was given', async () => {
    const db = database.as('identity-provider');
    const now = Date.now();
    const [living, gone] = [
      samples.filter(({ expiresAt }) => expiresAt.getTime() > now),
      samples.filter(({ expiresAt }) => expiresAt.getTime() < now - 10 * day_ms),
    ];
    expect([living.length, gone.length]).toEqual([14, days - 24]);
    for (const { grantId, tokenHash, sessionHash } of living) {
      expect(await findPresence(db, { idHash: sessionHash }, 'c')).toMatchObject({ grant: { id: grantId } });
      expect(await findGrant(db, grantId)).toBeDefined();
      expect(await findRefreshToken(db, tokenHash)).toMatchObject({ spent: false });
      expect(await useRefreshToken(db, { idHash: tokenHash, successorHash: randomToken() })).toBe('first');
    }
    for (const { grantId, tokenHash } of gone) {
      expect(await findGrant(db, grantId)).toBeUndefined();
      expect(await findRefreshToken(db, tokenHash)).toBeUndefined();
    }
  });
});
