import { transaction } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import { drawCardNumber } from '@onecampus/pass-codes';
import { randomReference, uuidv7 } from '@onecampus/runtime';
import type { FreshDatabase } from '../support/databases.ts';
import { arrangeUniversities } from '../support/people.ts';

export type CityCard = { readonly number: string; readonly personId: string; readonly opens: boolean };

const piece = 5_000;

/**
 * A city of `people` with a card each, written straight into the tables: half of them of each university, every eighth card
 * suspended. The numbers come from a counter, so every run has the same city.
 */
export async function arrangeCity(
  database: FreshDatabase,
  people: number,
): Promise<{ readonly tpu: University; readonly cards: readonly CityCard[] }> {
  const { tpu, tsu } = await arrangeUniversities(database.admin);
  const sources = { [tpu.id]: uuidv7(), [tsu.id]: uuidv7() };
  const cards: CityCard[] = [];
  await transaction(database.admin, async (tx) => {
    for (const [universityId, sourceId] of Object.entries(sources)) {
      await tx.raw(`insert into directory.sources (id, university_id, label, kind) values (?, ?, 'bench', 'sis')`, [
        sourceId,
        universityId,
      ]);
    }
    for (let from = 0; from < people; from += piece) {
      const rows = Array.from({ length: Math.min(piece, people - from) }, (_, at) => {
        const n = from + at;
        const university = n % 2 === 0 ? tpu : tsu;
        return {
          person: uuidv7(),
          reference: randomReference(),
          record: uuidv7(),
          source: sources[university.id],
          key: String(n),
          university: university.id,
          scope: university.homeOrganization,
          card: uuidv7(),
          credential: uuidv7(),
          number: drawCardNumber((digits) => String(n).padStart(digits, '0')),
          state: n % 8 === 7 ? 'suspended' : 'active',
        };
      });
      const given = JSON.stringify(rows);
      const table = `jsonb_to_recordset(?::jsonb) as r (person uuid, reference text, record uuid, source uuid, key text,
        university uuid, scope text, card uuid, credential uuid, number text, state text)`;
      for (const statement of [
        `insert into directory.people (id, reference_id) select person, reference from ${table}`,
        `insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name)
         select record, source, university, key, person, 'Bench' from ${table}`,
        `insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
         select gen_random_uuid(), record, person, university, scope, 'student', '[2024-09-01,)' from ${table}`,
        `insert into directory.cards (id, person_id, number, state, issued_by_university_id, changed_by)
         select card, person, number, 'active', university, 'service:bench' from ${table}`,
        `insert into directory.credentials (id, card_id, kind, lookup_key) select credential, card, 'barcode', number from ${table}`,
        `update directory.cards c set state = 'suspended' from ${table} where c.id = r.card and r.state = 'suspended'`,
      ]) {
        await tx.raw(statement, [given]);
      }
      cards.push(...rows.map(({ number, person, state }) => ({ number, personId: person, opens: state === 'active' })));
    }
  });
  await database.admin.raw('analyze directory.people, directory.affiliations, directory.cards, directory.credentials');
  return { tpu, cards };
}
