import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { rollBackImport } from '@onecampus/registrar/use-cases/roll-back-import';
import { showImport } from '@onecampus/registrar/use-cases/show-import';
import { believedOf } from '../integration/registrar/believed.ts';
import { bring, openOffice, openRegistry, type Registry, roll, student } from '../integration/registrar/registry.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangeUniversities } from '../support/people.ts';

describe('undoing a run while another one comes in', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
  });
  afterAll(() => database.drop());

  it.each([1, 2, 3, 4])(
    'ends as one after the other would, whichever was first, and six undo it once (round %i)',
    async (round) => {
      const office = await openOffice(registry, tsu, `round ${round}`);
      const file = (surname: string, count: number) =>
        roll(Array.from({ length: count }, (_, at) => student(`${round}-${at}`, { Фамилия: surname })));
      await bring(office, file('Первая', 20));
      const { record } = await bring(office, file('Вторая', 25));
      const shown = await showImport(registry, { importId: record.id });
      const undo = () => rollBackImport(registry, { by: 'service:test', dryRun: false, ...shown });
      const third = file('Третья', 22);
      const outcomes = await Promise.allSettled([
        ...Array.from({ length: 3 }, undo),
        bring(office, third, { acceptShrink: true }),
        ...Array.from({ length: 3 }, undo),
      ]);
      const undone = outcomes.filter((one, at) => at !== 3 && one.status === 'fulfilled');
      expect(outcomes[3]).toMatchObject({ status: 'fulfilled' });
      expect(undone.length).toBeLessThanOrEqual(1);
      // Three said after the undoing or before it: either way the third file is what is believed of its people.
      const said = (await believedOf(database.admin, tsu, office.label)) as { family: string; missing: boolean }[];
      expect(said.filter((one) => !one.missing).map((one) => one.family)).toEqual(
        Array.from({ length: 22 }, () => 'Третья'),
      );
      const again = await bring(office, third);
      expect(again.record.counts).toMatchObject({ new: 0, changed: 0, ending: 0, unchanged: 22 });
    },
  );
});
