import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { auditKey, verifyExport } from '@onecampus/audit-chain';
import type { Db } from '@onecampus/database';
import { acrossUniversities, exportChain, linkEntries, signCheckpointIfDue, withinChain } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { freshDatabase } from '../support/databases.ts';
import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';
import { median } from './statistics.ts';

const key = auditKey(Buffer.alloc(32, 1));
const batch_entries = 2_000;

/**
 * Audit chains: chaining, export and verification in entries a second. Beside the first stands the same number of rows of
 * the same width copied from the trail into a bare table by one statement, in the same database.
 */
export async function benchAudit(): Promise<BenchRow[]> {
  const { short, logs } = benchOptions();
  const entries = short ? 20_000 : 100_000;
  const rounds = short ? 1 : 3;
  const database = await freshDatabase();
  const registrar = database.as('registrar');
  const file = path.join(logs, 'audit-export.ndjson');
  try {
    await database.admin.raw(
      'create table public.bare (chain text, n bigint, tx xid8, id bigint, prev bytea, leaf bytea, hash bytea)',
    );
    const seen: Record<'chain' | 'bare' | 'export' | 'verify', number[]> = {
      chain: [],
      bare: [],
      export: [],
      verify: [],
    };
    let grown = 0;
    let wrong = 0;
    for (let round = 0; round < rounds; round += 1) {
      const chain = uuidv7();
      await fill(database.admin, chain, entries);
      seen.bare.push(await rate(entries, () => copyBare(database.admin, chain)));
      seen.chain.push(await rate(entries, () => chainAll(registrar, chain, entries)));
      seen.export.push(await rate(entries, () => exportTo(file, registrar, chain)));
      const before = process.memoryUsage.rss();
      let peak = before;
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage.rss());
      }, 20);
      seen.verify.push(
        await rate(entries, async () => {
          const { ok, entries: found } = await verifyExport(createReadStream(file));
          if (!ok || found !== entries) wrong += 1;
        }),
      );
      clearInterval(watch);
      grown = Math.max(grown, (peak - before) / 1_024 / 1_024);
    }
    const row = (name: string, values: number[], ratios?: BenchRow['ratio']): BenchRow => ({
      name,
      value: median(values),
      unit: '1/s',
      ...(ratios ? { ratio: ratios } : {}),
      spread: `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}, ${rounds} rounds`,
    });
    const ratio = median(seen.chain.map((one, index) => one / seen.bare[index]!));
    return [
      row('rows of the trail into a bare table, one INSERT … SELECT', seen.bare),
      row('entries chained', seen.chain, { to: 'bare insert', value: ratio }),
      row('entries exported to a file', seen.export),
      row('entries verified from a file', seen.verify),
      { name: 'disk that a link takes, indexes included', value: await bytesOfLink(database.admin), unit: 'B' },
      { name: 'memory that verifying adds', value: grown, unit: 'MiB' },
      { name: 'exports not found whole', value: wrong, unit: 'errors' },
    ];
  } finally {
    await database.drop();
    await rm(file, { force: true });
  }
}

/** Entries of a usual width, a thousand to a transaction. */
async function fill(admin: Db, chain: string, entries: number): Promise<void> {
  for (let written = 0; written < entries; written += 1_000) {
    await admin.raw(
      `insert into directory.audit_trail (actor, university_id, action, subject, request_id, details)
       select 'client:operator', ?, 'person.viewed', 'person:' || gen_random_uuid(), gen_random_uuid()::text, '{"by": "eppn"}'
       from generate_series(1, 1000)`,
      [chain],
    );
  }
}

async function copyBare(admin: Db, chain: string): Promise<void> {
  await admin.raw(
    `insert into public.bare select university_id::text, id, tx, id, sha256('a'), sha256('b'), sha256('c')
     from directory.audit_trail where university_id = ?`,
    [chain],
  );
}

async function chainAll(registrar: Db, chain: string, entries: number): Promise<void> {
  const rule = { every_entries: 1_000, every_ms: 3_600_000 };
  for (let n = 0; n < entries; ) {
    const linked = await acrossUniversities(registrar, async (tx) => {
      const done = await linkEntries(tx, chain, batch_entries);
      if (done) await signCheckpointIfDue(tx, chain, done.head, { key, now: new Date(), rule });
      return done;
    });
    n = linked?.head.n ?? n;
  }
}

async function bytesOfLink(admin: Db): Promise<number> {
  const { rows } = await admin.raw<{ rows: { bytes: number }[] }>(
    `select pg_total_relation_size('directory.audit_links')::float8 / count(*) as bytes from directory.audit_links`,
  );
  return Math.round(rows[0]!.bytes);
}

function exportTo(file: string, registrar: Db, chain: string): Promise<void> {
  const lines = exportChain({
    chain,
    university: null,
    within: (work) => withinChain(registrar, chain, work),
    key,
    retiredKeys: [],
    now: () => new Date(),
  });
  return pipeline(lines, createWriteStream(file));
}

async function rate(count: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return count / ((performance.now() - began) / 1_000);
}
