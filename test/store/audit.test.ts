import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, transaction } from '@onecampus/database';
import { insertCard, recordAudit, recordChange } from '@onecampus/directory';
import { requestScope, uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const appendOnly = ['audit_trail', 'change_feed', 'card_events'] as const;

describe('audit trail', () => {
  let database: FreshDatabase;
  let issuer: Db;
  beforeAll(async () => {
    database = await freshDatabase();
    issuer = database.as('card-issuer');
    const { tpu } = await arrangeUniversities(database.admin);
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    await transaction(issuer, async (tx) => {
      const id = uuidv7();
      await insertCard(tx, {
        id,
        personId,
        number: '20000000000006',
        state: 'active',
        issuedByUniversityId: tpu.id,
        validFrom: new Date('2026-09-01'),
        validUntil: null,
        changedBy: 'service:test',
      });
      await recordChange(tx, { topic: 'card.changed', entityId: id });
      await recordAudit(tx, { actor: 'service:test', action: 'card.issued', subject: `card:${id}` });
    });
  });
  afterAll(() => database.drop());

  describe.each(appendOnly)('%s', (table) => {
    it.each([`update directory.${table} set tx = tx`, `delete from directory.${table}`, `truncate directory.${table}`])(
      'refuses its owner and the superuser: %s',
      async (statement) => {
        const asked = table === 'card_events' ? statement.replace('set tx = tx', 'set reason = null') : statement;
        for (const role of ['campus_directory_owner', 'postgres']) {
          const done = transaction(database.admin, async (tx) => {
            await tx.raw(`set local role ${role}`);
            await tx.raw(asked);
          });
          await expect(done).rejects.toMatchObject({ cause: { message: expect.stringContaining('is append-only') } });
        }
        const { rows } = await database.admin.raw<{ rows: unknown[] }>(`select 1 from directory.${table}`);
        expect(rows).not.toEqual([]);
      },
    );
  });

  it('is not written where the change was not', async () => {
    const undone = transaction(issuer, async (tx) => {
      await recordAudit(tx, { actor: 'unknown', action: 'card.undone' });
      throw new Error('after the audit record');
    });
    await expect(undone).rejects.toThrow('after the audit record');
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select 1 from directory.audit_trail where action = 'card.undone'`,
    );
    expect(rows).toEqual([]);
  });

  it('carries the id of the request in which it was written', async () => {
    await requestScope.run({ requestId: 'request-under-test' }, () =>
      recordAudit(issuer, { actor: 'unknown', action: 'card.viewed' }),
    );
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select request_id, actor from directory.audit_trail where action = 'card.viewed'`,
    );
    expect(rows).toEqual([{ request_id: 'request-under-test', actor: 'unknown' }]);
  });
});
