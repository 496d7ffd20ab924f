import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordAudit, recordDisclosures, type University } from '@onecampus/directory';
import { findPerson } from '@onecampus/registrar/use-cases/find-person';
import { listDisclosures } from '@onecampus/registrar/use-cases/list-disclosures';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type Served, serveRegistrar } from './served.ts';

describe('whom an incident concerns, and who received what', () => {
  let database: FreshDatabase;
  let served: Served;
  let tpu: University;
  let tsu: University;
  let ours: ArrangedPerson;
  let theirs: ArrangedPerson;
  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    ours = await arrangePerson(database.admin, { university: tpu });
    theirs = await arrangePerson(database.admin, { university: tsu });
  });
  afterAll(async () => {
    await served?.close();
    await database?.drop();
  });

  const window = () => ({
    from: new Date(Date.now() - 60_000).toISOString(),
    until: new Date(Date.now() + 60_000).toISOString(),
  });
  const incident = async (university: University, query: object) =>
    request(served.app)
      .get(`/api/v1/universities/${university.slug}/incident`)
      .query(query)
      .set({ authorization: await served.authorization('audit.read') });

  it('a look of the operator’s is told to the person, by the university whose facts they were', async () => {
    await findPerson(served.context, { by: 'client:operator', wanted: { id: ours.personId } });
    const told = await listDisclosures(served.context, { personId: ours.personId });
    expect(told).toEqual([
      {
        id: expect.any(String),
        at: expect.any(Date),
        fromUniversityId: tpu.id,
        to: 'client:operator',
        attributes: ['affiliations', 'birth_date', 'email', 'identifiers', 'name', 'roles'],
        basis: 'contract',
        purpose: 'lookup',
      },
    ]);
    expect(await listDisclosures(served.context, { personId: ours.personId, before: told[0]!.id })).toEqual([]);
    expect(await listDisclosures(served.context, { personId: theirs.personId })).toEqual([]);
  });

  it('names people and fields of a window: also of looks that were on nobody’s trail, and never another university’s people', async () => {
    await recordAudit(served.context.db, {
      actor: 'person:01890000-0000-7000-8000-000000000009',
      action: 'person.viewed',
      subject: `person:${ours.personId}`,
      universityId: tpu.id,
      details: { fields: ['birth_year'] },
    });
    await recordAudit(served.context.db, {
      actor: 'unknown',
      action: 'sign-in.failed',
      subject: `person:${theirs.personId}`,
    });
    const answer = await incident(tpu, window());
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      people: [
        {
          personId: ours.personId,
          fields: ['affiliations', 'birth_date', 'birth_year', 'email', 'identifiers', 'name', 'roles'],
          times: 3,
        },
      ],
      next: null,
    });
    expect((await incident(tsu, window())).body.people).toEqual([{ personId: theirs.personId, fields: [], times: 1 }]);
    expect((await incident(tpu, { ...window(), fields: 'birth_year,nothing' })).body.people).toHaveLength(1);
    expect((await incident(tpu, { ...window(), fields: 'nothing' })).body.people).toEqual([]);
    expect((await incident(tpu, { from: '2020-01-01T00:00:00Z', until: '2020-01-02T00:00:00Z' })).body.people).toEqual(
      [],
    );
    expect((await incident(tpu, { from: 'yesterday' })).status).toBe(400);
  });

  it('one occasion is on record once, whoever asks again', async () => {
    const one = {
      personId: theirs.personId,
      fromUniversityId: tsu.id,
      to: 'client:lms',
      attributes: ['name'],
      basis: 'consent',
      purpose: 'sign-in',
    } as const;
    for (const service of ['registrar', 'identity-provider', 'card-issuer', 'access-checker'] as const) {
      await recordDisclosures(database.as(service), [
        { ...one, occasion: 'token' },
        { ...one, fromUniversityId: undefined, occasion: 'token' },
      ]);
    }
    expect(await database.admin('directory.disclosures').where({ occasion: 'token' })).toHaveLength(2);
    await recordDisclosures(database.as('registrar'), [one, one]);
    expect(await database.admin('directory.disclosures').where({ to_party: 'client:lms' })).toHaveLength(4);
  });
});
