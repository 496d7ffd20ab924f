import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { createLogger } from '@onecampus/runtime';
import { trace } from '../../../services/identity-provider/src/doctor/trace.ts';
import { dropOldTraces } from '../../../services/identity-provider/src/use-cases/drop-old-traces.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';

let database: FreshDatabase;
const log = createLogger({ service: 'identity-provider', level: 'silent' });

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database?.drop());

async function kept(clientId: string): Promise<number> {
  const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
    'select count(*)::int as n from identity_provider.client_traces where client_id = ?',
    [clientId],
  );
  return rows[0]!.n;
}

describe('traces of sign-ins', () => {
  it('stay a week, and no more than some thousand of each application', async () => {
    await database.admin.raw(
      `insert into identity_provider.client_traces (client_id, flow_id, at, step, outcome)
       select 'busy', gen_random_uuid(), now(), 'code', 'ok' from generate_series(1, 5100)
       union all select 'quiet', gen_random_uuid(), now() - make_interval(days => d), 'code', 'ok' from generate_series(0, 12) d`,
    );
    await dropOldTraces({ db: database.as('identity-provider'), log }, new Date());
    expect(await kept('busy')).toBe(5_000);
    // A week, and what is left of the day after it; written at once, they lie with those of today and go by themselves.
    expect(await kept('quiet')).toBe(9);
  });

  it('do not grow with a flood of bad requests, and leave room for other applications', async () => {
    const db = database.as('identity-provider');
    for (let n = 0; n < 5_000; n += 1) trace({ db, log }, { clientId: 'flooded', step: 'request', outcome: 'refused' });
    trace({ db, log }, { clientId: 'other', step: 'request', outcome: 'refused' });
    for (let tries = 0; tries < 200 && (await kept('other')) === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await kept('other')).toBe(1);
    // Of one minute, or of two where one just began.
    expect(await kept('flooded')).toBeLessThanOrEqual(120);
  });

  it('keep nobody from his answer where they cannot be written', async () => {
    const broken = { raw: () => Promise.reject(new Error('the database is away')) } as unknown as Db;
    expect(() => trace({ db: broken, log }, { clientId: 'x', step: 'code', outcome: 'ok' })).not.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('hold what was sent in a form that the database takes, whatever it was', async () => {
    const db = database.as('identity-provider');
    trace(
      { db, log },
      {
        clientId: 'odd',
        step: 'request',
        outcome: 'refused',
        error: 'x'.repeat(5_000),
        observed: { scope: 'ё\u2028"' },
      },
    );
    for (let tries = 0; tries < 100 && (await kept('odd')) === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await kept('odd')).toBe(1);
  });
});
