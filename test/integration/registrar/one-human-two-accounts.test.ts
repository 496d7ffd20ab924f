import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acrossUniversities, mergePeople, type University } from '@onecampus/directory';
import { announceDeparture } from '@onecampus/registrar/use-cases/announce-departure';
import { answerDispute } from '@onecampus/registrar/use-cases/answer-dispute';
import { askErasure } from '@onecampus/registrar/use-cases/ask-erasure';
import { decideDeparture } from '@onecampus/registrar/use-cases/decide-departure';
import { decideErasure } from '@onecampus/registrar/use-cases/decide-erasure';
import { disputeFact } from '@onecampus/registrar/use-cases/dispute-fact';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, openOffice, openRegistry, personOf, type Registry, roll, student } from './registry.ts';

/** Somebody with an account at each of two universities asks with one, joins them, and agrees with the other. */
describe('one human with two accounts is no second pair of eyes', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tpu: University;
  let tsu: University;
  let here: string;
  let there: string;
  let reader: string;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    await bring(await openOffice(registry, tpu, 'sis'), roll([student('10001'), student('10002')]));
    await bring(await openOffice(registry, tsu, 'sis'), roll([student('20001')]));
    here = (await personOf(database.admin, tpu, '10001'))!.personId;
    reader = (await personOf(database.admin, tpu, '10002'))!.personId;
    there = (await personOf(database.admin, tsu, '20001'))!.personId;
  });
  afterAll(() => database.drop());

  it('neither for an erasure nor for a departure, nor for what he himself disputes', async () => {
    const order = { by: `person:${here}`, personId: reader, basis: 'request' } as const;
    const [asked] = await askErasure(registry, order);
    await announceDeparture(registry, { by: `person:${here}`, university: 'tpu', leavesAt: new Date() });
    const { id: factId } = await database.admin('directory.source_records').where({ source_key: '10001' }).first();
    const { id } = await disputeFact(registry, { personId: here, fact: 'name', factId, said: 'No' });
    await acrossUniversities(registry.db, (tx) =>
      mergePeople(tx, [here, there], { id: registry.newId(), method: 'self', reason: 'test', decidedBy: ['person:x'] }),
    );
    for (const by of [`person:${here}`, `person:${there}`] as const) {
      await expect(decideErasure(registry, { by, erasureId: asked!.id, decision: 'erase' })).rejects.toMatchObject({
        code: 'erasure.second_pair_of_eyes',
      });
      await expect(decideDeparture(registry, { by, university: 'tpu', decision: 'agree' })).rejects.toMatchObject({
        code: 'departure.second_pair_of_eyes',
      });
      const answer = { by, university: 'tpu', id, state: 'rejected', answer: 'Yes' } as const;
      await expect(answerDispute(registry, answer)).rejects.toMatchObject({ code: 'person.own_record' });
    }
    const { state } = await decideErasure(registry, {
      by: 'person:01890000-0000-7000-8000-000000000001',
      erasureId: asked!.id,
      decision: 'erase',
    });
    expect(state).toBe('done');
  });
});
