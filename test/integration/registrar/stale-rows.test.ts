import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dropStaleRows } from '@onecampus/registrar/use-cases/drop-stale-rows';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, openOffice, openRegistry, roll, student } from './registry.ts';

describe('staged rows', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it('are dropped when they are of no more use, and those that wait for a confirmation are kept', async () => {
    const registry = openRegistry(database.as('registrar'));
    const { tsu } = await arrangeUniversities(database.admin);
    const office = await openOffice(registry, tsu, 'rows');
    const file = roll([student('1'), student('2'), student('3', { Фамилия: '' })]);
    const { record: old } = await bring(office, file, { dryRun: true });
    await database.admin.raw(`update registrar.imports set created_at = now() - interval '25 hours' where id = ?`, [
      old.id,
    ]);
    const { record: waiting } = await bring(office, file, { dryRun: true });
    const { record: applied } = await bring(office, file);
    await bring(office, Buffer.concat([Buffer.from(file.repeat(300)), Buffer.from([0xff])])).catch(() => undefined);

    expect(await dropStaleRows(registry, 24)).toBe(1);
    const { rows } = await database.admin.raw(
      `select import_id as id, count(*)::int as kept, count(fault)::int as refused from registrar.import_rows group by import_id`,
    );
    const by = (id: string) => rows.find((row: { id: string }) => row.id === id);
    expect(by(old.id)).toBeUndefined();
    expect(by(waiting.id)).toMatchObject({ kept: 3 });
    expect(by(applied.id)).toMatchObject({ kept: 1, refused: 1 });
    expect(rows).toHaveLength(2);
    const { rows: records } = await database.admin.raw('select preview from registrar.imports where id = ?', [old.id]);
    expect(records).toEqual([{ preview: null }]);
  });
});
