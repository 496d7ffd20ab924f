import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { transaction } from '@onecampus/database';
import { countDue } from '@onecampus/directory';
import { matchDue } from '@onecampus/registrar/use-cases/match-due';
import { randomReference, systemClock, uuidv7 } from '@onecampus/runtime';
import { importsUnderWay } from '../../services/registrar/src/imports-under-way.ts';
import { freshDatabase } from '../support/databases.ts';
import { progress } from './bench-run.ts';
import { generate } from './matching/generate.ts';
import { usualSettings } from './matching/generator-settings.ts';
import { startBenchServers } from './start-bench-servers.ts';

/*
 * `node test/bench/match-job.ts [people]`: the records of a city, as imports have left them, through the background job, on a
 * Postgres that keeps what it acknowledged. Prints records a second, and the longest transaction, for the feed waits for it.
 */
const people = Number(process.argv[2] ?? 70_000);
const share = people / usualSettings.people;
const records = generate(2026, {
  ...usualSettings,
  people,
  twinPairs: Math.round(usualSettings.twinPairs * share),
  fatherSonPairs: Math.round(usualSettings.fatherSonPairs * share),
  homonymPairs: Math.round(usualSettings.homonymPairs * share),
  spousePairs: Math.round(usualSettings.spousePairs * share),
}).map(({ record }) => record);
const servers = await startBenchServers();
process.env['TEST_ADMIN_URL'] = servers.adminUrl;
const database = await freshDatabase();
try {
  progress(`${records.length} records of ${people} people`);
  const universities = new Map<string, string>();
  const sources = new Map<string, string>();
  const personOf = new Map<string, string>();
  await transaction(database.admin, async (tx) => {
    for (const record of records) {
      if (!universities.has(record.universityId)) {
        const id = uuidv7();
        universities.set(record.universityId, id);
        const slug = `u${universities.size}`;
        await tx.raw(
          `insert into directory.universities (id, slug, home_organization, name_ru, name_en, short_name_ru, short_name_en) values (?, ?, ?, ?, ?, ?, ?)`,
          [id, slug, `${slug}.ru`, slug, slug, slug, slug],
        );
      }
      if (!sources.has(record.sourceId)) {
        const id = uuidv7();
        sources.set(record.sourceId, id);
        await tx.raw(`insert into directory.sources (id, university_id, label, kind) values (?, ?, ?, 'sis')`, [
          id,
          universities.get(record.universityId)!,
          id,
        ]);
      }
    }
    for (let from = 0; from < records.length; from += 5_000) {
      const some = records.slice(from, from + 5_000).map((record) => {
        const mark =
          record.nationalNumberMark && record.birthDate ? `${record.nationalNumberMark} ${record.birthDate}` : uuidv7();
        const fresh = !personOf.has(mark);
        const personId = personOf.get(mark) ?? uuidv7();
        personOf.set(mark, personId);
        return { record, id: uuidv7(), personId, fresh };
      });
      const fresh = some.filter((one) => one.fresh);
      await tx.raw('insert into directory.people (id, reference_id) select * from unnest(?::uuid[], ?::text[])', [
        fresh.map(({ personId }) => personId),
        fresh.map(() => randomReference()),
      ] as never);
      await tx.raw(
        `insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, given_name, patronymic, birth_date, national_number_hmac, document_hmac, email, phone)
         select r.id, r.s, r.u, r.id::text, r.p, r.f, r.g, r.t, r.b::date, decode(r.n, 'hex'), decode(r.d, 'hex'), r.e, r.tel
         from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as r (id, s, u, p, f, g, t, b, n, d, e, tel)`,
        [
          some.map(({ id }) => id),
          some.map(({ record }) => sources.get(record.sourceId)),
          some.map(({ record }) => universities.get(record.universityId)),
          some.map(({ personId }) => personId),
          some.map(({ record }) => record.familyName),
          some.map(({ record }) => record.givenName),
          some.map(({ record }) => record.patronymic),
          some.map(({ record }) => record.birthDate),
          some.map(({ record }) => hex(record.nationalNumberMark)),
          some.map(({ record }) => hex(record.documentMark)),
          some.map(({ record }) => record.email),
          some.map(({ record }) => record.phone),
        ] as never,
      );
      await tx.raw(
        'insert into directory.match_due (source_record_id, university_id) select id, university_id from directory.source_records where id = any(?::uuid[])',
        [some.map(({ id }) => id)] as never,
      );
    }
    await tx.raw(
      `insert into directory.national_number_marks (national_number_hmac, birth_date, person_id)
       select distinct on (1, 2) national_number_hmac, birth_date, person_id from directory.source_records
       where national_number_hmac is not null and birth_date is not null order by 1, 2, created_at on conflict do nothing`,
    );
  });
  const registrar = database.as('registrar');
  let longest_ms = 0;
  const watch = setInterval(async () => {
    const { rows } = await database.admin.raw<{ rows: { ms: number }[] }>(
      `select coalesce(max(extract(epoch from clock_timestamp() - xact_start) * 1000), 0)::int as ms from pg_stat_activity where usename = 'campus_registrar'`,
    );
    longest_ms = Math.max(longest_ms, rows[0]!.ms);
  }, 100);
  const cpuBefore = process.cpuUsage();
  const postgresBefore = await backendCpuSeconds();
  const began = performance.now();
  const report = setInterval(async () => progress(`${await countDue(database.admin)} left`), 5_000);
  const total = await matchDue({
    db: registrar,
    importDb: registrar,
    waker: { wake: () => undefined },
    imports: importsUnderWay(systemClock),
    clock: systemClock,
    newId: uuidv7,
    newReference: randomReference,
    dataKey: Buffer.alloc(32, 7),
    markNationalNumber: (digits) => createHmac('sha256', 'bench').update(digits).digest('hex'),
  });
  const seconds = (performance.now() - began) / 1_000;
  const own = process.cpuUsage(cpuBefore);
  const postgresCpuSeconds = (await backendCpuSeconds()) - postgresBefore;
  clearInterval(report);
  clearInterval(watch);
  console.info({
    ...total,
    seconds,
    recordsPerSecond: total.looked / seconds,
    longestTransaction_ms: longest_ms,
    nodeCpuSeconds: (own.user + own.system) / 1e6,
    postgresCpuSeconds,
  });
} finally {
  await database.drop();
  await servers.stop();
}

/** CPU time of the connections that the job works on (Linux): on a machine that is busy otherwise, what it costs by itself. */
async function backendCpuSeconds(): Promise<number> {
  const { rows } = await database.admin.raw<{ rows: { pid: number }[] }>(
    `select pid from pg_stat_activity where usename = 'campus_registrar'`,
  );
  const ticks = await Promise.all(
    rows.map(async ({ pid }) => {
      const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
      return Number(fields[11]) + Number(fields[12]);
    }),
  );
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}

function hex(mark: string | null): string | null {
  return mark === null ? null : Buffer.from(mark).toString('hex');
}
