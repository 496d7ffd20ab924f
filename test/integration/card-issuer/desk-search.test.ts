import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import type { Context } from '@onecampus/card-issuer/context';
import { issueCard } from '@onecampus/card-issuer/use-cases/issue-card';
import { findCardStanding, indexDueNames, type University, withinUniversity } from '@onecampus/directory';
import type { StaffMember } from '@onecampus/http';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { latestCardOf, openContextFor, textOf } from './desk.ts';

/** Whoever has neither card nor number with him: by name at his own university, by the ticket of before at its own library. */
describe('finding a reader without a card', () => {
  let database: FreshDatabase;
  let context: Context;
  let app: ReturnType<typeof buildApp>;
  let tpu: University;
  let tsu: University;
  let librarian: ArrangedPerson;
  let visitor: StaffMember;
  beforeAll(async () => {
    database = await freshDatabase();
    context = openContextFor(database, () => visitor);
    app = buildApp(context);
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    librarian = await arrangePerson(database.admin, { university: tpu, affiliation: 'staff', familyName: 'Грамотина' });
    await arrangePerson(database.admin, { university: tpu, familyName: 'Щербакова' });
    await arrangePerson(database.admin, { university: tsu, familyName: 'Щербаков' });
    for (const { id } of [tpu, tsu]) {
      await withinUniversity(database.as('registrar'), id, (tx) => indexDueNames(tx, 1_000));
    }
  });
  beforeEach(() => {
    visitor = {
      personId: librarian.personId,
      name: 'Любовь Грамотина',
      roles: [{ role: 'librarian', universityId: tpu.id }],
    };
  });
  afterAll(async () => {
    await context.close();
    await database.drop();
  });
  const find = (scanned: string) =>
    request(app).post('/readers/find').type('form').set('accept', 'text/html').send({ scanned });
  const at = (university: University) => {
    visitor = { ...visitor, roles: [{ role: 'librarian', universityId: university.id }] };
  };

  it.each(['Щербакова', 'щербак', 'Shcherbakova', 'Щербакова А'])('%s: by name in either alphabet', async (typed) => {
    const found = await find(typed);
    expect(found.status).toBe(200);
    expect(textOf(found)).toContain('Щербакова');
    // A namesake of another university is nobody here, and who is meant is asked even of one.
    expect(textOf(found)).not.toMatch(/Щербаков /);
  });

  it('a slip of the keyboard is told as one', async () => {
    expect(textOf(await find('Щербокова'))).toMatch(/не нашлось.*Щербакова/);
  });

  it('nobody of another university is found by name, and no address finds anybody', async () => {
    expect([(await find('Несуществующий')).status, textOf(await find('Несуществующий'))]).toEqual([
      422,
      expect.stringContaining('В вашем университете никого с таким именем нет'),
    ]);
    at(tsu);
    expect(textOf(await find('Щербаков'))).not.toContain('Щербакова');
  });

  it('a search is counted and not what it was for', async () => {
    await find('Щербакова');
    const { rows } = await database.admin.raw<{ rows: { details: object; subject: string | null }[] }>(
      `select details, subject from directory.audit_trail where action = 'person.searched' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ details: { outcome: 'named', people: 1 }, subject: null }]);
  });

  describe('by the ticket of before', () => {
    const reader = async () => {
      const { personId } = await arrangePerson(database.admin, { university: tpu });
      await issueCard(context, { by: { actor: 'client:test' }, personId });
      return { personId, ...(await latestCardOf(database, personId)) };
    };
    const bind = (card: { personId: string; id: string; version: string }, value: string) =>
      request(app)
        .post(`/readers/${card.personId}/cards/${card.id}/old-barcode`)
        .type('form')
        .set('accept', 'text/html')
        .send({ version: card.version, value });

    it('leads to its reader at its own library, and at no other', async () => {
      const card = await reader();
      expect((await bind(card, 'НБ-17')).headers['location']).toContain('refused=card.old_barcode_unfit');
      expect((await bind(card, 'NB-00017')).headers['location']).toContain('done=bound');
      expect((await find('NB-00017')).headers['location']).toBe(`/readers/${card.personId}`);
      const other = await reader();
      expect((await bind(other, 'NB-00017')).headers['location']).toContain('refused=card.old_barcode_taken');
      at(tsu);
      expect((await find('NB-00017')).status).toBe(422);
      expect((await bind(other, 'NB-00017')).headers['location']).toContain('done=bound');
      const there = await findCardStanding(context.db, {
        key: { kind: 'scanned', value: 'NB-00017' },
        at: { universityId: tsu.id },
        now: new Date(),
      });
      expect(there).toMatchObject({ reason: 'ok', personId: other.personId });
    });
  });
});
