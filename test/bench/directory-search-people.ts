import { type Db, transaction } from '@onecampus/database';
import { randomReference, uuidv7 } from '@onecampus/runtime';
import { samplePeople } from '@onecampus/sample-big-tomsk';
import { arrangeUniversities } from '../support/people.ts';
import { progress } from './bench-run.ts';

const batch_size = 10_000;
/** The generator has some thousand family names; of real ones every third is rare. */
const rare_every = 3;

export interface FilledUniversity {
  readonly universityId: string;
  readonly recordIds: readonly string[];
  /** Every thousandth name, to be looked for. */
  readonly names: readonly (readonly [family: string, given: string])[];
}

/** One university with all these people, each with one record: the hardest case, for nothing is divided by university. */
export async function fillUniversity(admin: Db, people: number): Promise<FilledUniversity> {
  const { tpu } = await arrangeUniversities(admin);
  const sourceId = uuidv7();
  await admin.raw(`insert into directory.sources (id, university_id, label, kind) values (?, ?, 'bench', 'sis')`, [
    sourceId,
    tpu.id,
  ]);
  const recordIds: string[] = [];
  const names: [string, string][] = [];
  let batch: Row[] = [];
  const write = async () => {
    await insertBatch(admin, tpu.id, sourceId, batch);
    batch = [];
    if (recordIds.length % 100_000 === 0) progress(`${recordIds.length} people`);
  };
  for (const { familyName, givenName, patronymic } of samplePeople({ people, seed: 2026 })) {
    const id = uuidv7();
    const n = recordIds.length;
    const family = n % rare_every === 0 ? rareFamily(n) : familyName;
    if (n % 1_000 < 2) names.push([family, givenName ?? '']);
    recordIds.push(id);
    batch.push([id, family, givenName, patronymic, `u${n}@tpu.ru`]);
    if (batch.length === batch_size) await write();
  }
  if (batch.length > 0) await write();
  return { universityId: tpu.id, recordIds: recordIds.filter((_, n) => n % 1_000 === 0), names };
}

type Row = readonly [id: string, family: string, given: string | null, patronymic: string | null, email: string];

async function insertBatch(admin: Db, universityId: string, sourceId: string, rows: readonly Row[]): Promise<void> {
  const column = (at: number) => rows.map((row) => row[at]);
  await transaction(admin, async (tx) => {
    await tx.raw(`insert into directory.people (id, reference_id) select * from unnest(?::uuid[], ?::text[])`, [
      column(0),
      rows.map(() => randomReference()),
    ] as never);
    await tx.raw(
      `insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, given_name, patronymic, email)
       select id, ?, ?, id::text, id, family, given, patronymic, email
       from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[]) as r (id, family, given, patronymic, email)`,
      [sourceId, universityId, ...[0, 1, 2, 3, 4].map(column)] as never,
    );
  });
}

const onsets = [...'бвгдзклмнпрстх'];
const vowels = [...'аеиоу'];
const endings = ['ов', 'ин', 'ский', 'енко', 'ук', 'ых'];

/** Three syllables and an ending: some two million names, each of few people. */
function rareFamily(n: number): string {
  let rest = (n * 2_654_435_761) % 4_294_967_296;
  const draw = <Value>(values: readonly Value[]): Value => {
    const value = values[rest % values.length]!;
    rest = Math.floor(rest / values.length);
    return value;
  };
  const name = [1, 2, 3].map(() => draw(onsets) + draw(vowels)).join('') + draw(endings);
  return name[0]!.toUpperCase() + name.slice(1);
}
