import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askRole } from '@onecampus/registrar/use-cases/ask-role';
import { decideRoleRequest } from '@onecampus/registrar/use-cases/decide-role-request';
import { openRegistry } from '../integration/registrar/registry.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

describe('a request for a role, decided by several at once', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it('is agreed to once, and the role is given once', async () => {
    const { tsu } = await arrangeUniversities(database.admin);
    const registry = openRegistry(database.as('registrar'));
    const people = await Promise.all(
      Array.from({ length: 4 }, () => arrangePerson(database.admin, { university: tsu, affiliation: 'staff' })),
    );
    const [asker, newcomer, ...others] = people.map(({ personId }) => personId);
    for (let round = 0; round < 5; round += 1) {
      const order = { universityId: tsu.id, personId: newcomer!, role: 'registrar' } as const;
      const asked = await Promise.allSettled([
        askRole(registry, { ...order, by: `person:${asker!}` }),
        askRole(registry, { ...order, by: `person:${asker!}` }),
      ]);
      const [request] = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
      expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      const decided = await Promise.allSettled(
        [...others, ...others, asker!].map((personId) =>
          decideRoleRequest(registry, { personId, universityId: tsu.id, requestId: request!, decision: 'grant' }),
        ),
      );
      expect(decided.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      expect(decided.at(-1)).toMatchObject({ status: 'rejected' });
      await database.admin.raw(
        `update directory.staff_roles set revoked_at = now(), revoked_by = 'service:test' where person_id = ? and revoked_at is null`,
        [newcomer!],
      );
    }
    const { rows } = await database.admin.raw<{ rows: { roles: number; agreed: number }[] }>(
      `select (select count(*) from directory.staff_roles where person_id = ?)::int as roles,
              (select count(*) from directory.audit_trail where action = 'role.agreed')::int as agreed`,
      [newcomer!],
    );
    expect(rows).toEqual([{ roles: 5, agreed: 5 }]);
  });
});
