import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  auditKey,
  type Kept,
  type SignedCheckpoint,
  signCheckpoint,
  signWitness,
  verifyExport,
  writeKept,
} from '@onecampus/audit-chain';
import { type Tx, transaction } from '@onecampus/database';
import { recordAudit, type University } from '@onecampus/directory';
import { CommandFailure, followChain, type OperatorClient, runCampus, witnessChain } from '@onecampus/operator';
import { chainAuditEntries } from '@onecampus/registrar/use-cases/chain-audit-entries';
import { witnessSampleChains } from '@onecampus/registrar/use-cases/witness-sample-chains';
import { randomToken } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { type Served, serveRegistrar } from './served.ts';

const seed = randomToken();
const operatorKey = auditKey(Buffer.from(seed, 'base64url'));
const witnessKey = auditKey(Buffer.alloc(32, 9));
const rule = { every_entries: 5, every_ms: 3_600_000 };
const tables = ['audit_trail', 'audit_links', 'audit_checkpoints', 'audit_witnesses'];

describe('the audit chain of a university', () => {
  let database: FreshDatabase;
  let served: Served;
  let server: Server;
  let tpu: University;
  let kept: Kept;
  let client: OperatorClient;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
    database = await freshDatabase();
    served = await serveRegistrar(database, { CAMPUS_AUDIT_KEY: seed, CAMPUS_AUDIT_SAMPLE_WITNESSES: randomToken() });
    const arranged = await arrangeUniversities(database.admin);
    tpu = arranged.tpu;
    server = createServer(served.app as never);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = clientOf(await served.authorization('audit.read', 'audit.witness', 'people.write', 'people.read'));
    await call('POST', 'tsu', 'witness-keys', { x: witnessKey.x });
    // In steps, so that there are checkpoints on the way.
    for (const until of [6, 12, 14]) {
      await chained(until);
      if (until === 6) kept = (await followChain(client, 'tpu', { keys: [], checkpoints: [] })).kept;
      if (until === 12)
        await witnessChain(client, { university: 'tpu', kept, as: 'tsu', key: witnessKey, now: new Date() });
    }
    kept = (await followChain(client, 'tpu', kept)).kept;
    for (const table of tables) {
      await database.admin.raw(`create table public.${table} as select * from directory.${table}`);
    }
  });
  afterEach(() =>
    asSuperuser(async (tx) => {
      for (const table of tables) {
        await tx.raw(`delete from directory.${table}`);
        await tx.raw(`insert into directory.${table} overriding system value select * from public.${table}`);
      }
    }),
  );
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await served.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** Writes entries of TPU until there are so many, and chains them. */
  async function chained(until: number): Promise<void> {
    for (let tries = 0; tries < 2_000; tries += 1) {
      const { head } = await chainOf('tpu');
      if (head.n >= until) return;
      const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
        `select count(*)::int as n from directory.audit_trail where university_id = ?`,
        [tpu.id],
      );
      for (let n = rows[0]!.n; n < until; n += 1) {
        await recordAudit(served.context.db, { actor: `client:c${n}`, action: 'person.viewed', universityId: tpu.id });
      }
      const { failures } = await chainAuditEntries(served.context, { rule });
      expect(failures).toEqual([]);
    }
    throw new Error('it did not come true');
  }

  function clientOf(authorization: string): OperatorClient {
    const send = async (method: string, at: string, body?: unknown) => {
      const { port } = server.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}${at}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (answer.ok) return answer;
      throw new CommandFailure('refused', ((await answer.json()) as { code: string }).code);
    };
    return {
      call: async (_, method, at, body) => (await send(method, at, body)).json() as never,
      download: async (_, at) => (await send('GET', at)).body as never,
    } as unknown as OperatorClient;
  }

  const call = (method: string, university: string, what: string, body?: unknown, by = client) =>
    by.call<Record<string, unknown>>('registrar', method, `/api/v1/universities/${university}/audit/${what}`, body);
  const chainOf = async (university: string) =>
    (await call('GET', university, 'checkpoints')) as unknown as {
      head: { n: number };
      checkpoints: SignedCheckpoint[];
    };
  const download = async (university = 'tpu') => {
    const chunks: Uint8Array[] = [];
    const bytes = await client.download('registrar', `/api/v1/universities/${university}/audit/export`);
    for await (const chunk of bytes) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const verify = async (knownCheckpoints = kept.checkpoints) =>
    verifyExport([await download()], { trustedKeys: kept.keys, knownCheckpoints });
  const found = async (knownCheckpoints = kept.checkpoints) =>
    (await verify(knownCheckpoints)).findings.map(({ kind, from, to }) => `${kind} ${from}-${to}`);

  /** What somebody can do who has the whole database in his hands: no trigger and no foreign key stands in his way. */
  const asSuperuser = (work: (tx: Tx) => Promise<unknown>) =>
    transaction(database.admin, async (tx) => {
      await tx.raw('set local session_replication_role = replica');
      await work(tx);
    });
  /** SQL for the trail's id of entry n. */
  const idOf = (n: number) => `(select entry_id from directory.audit_links where chain = '${tpu.id}' and n = ${n})`;

  it('is exported whole, and verified by who has nothing but the file and what he kept', async () => {
    const verdict = await verify();
    expect(verdict).toMatchObject({ ok: true, university: 'tpu', entries: 14, chain: tpu.id });
    expect(verdict.evidence).toMatchObject({
      checkpoints: 2,
      signedTo: 12,
      kept: 2,
      keptTo: 12,
      operatorPinned: true,
      witnesses: [{ name: 'tsu', n: 12, pinned: true }],
    });
    const records = (await download())
      .toString()
      .split('\n')
      .filter((line) => line.includes('"record":'));
    expect(records.every((line) => line.includes(`"university_id":"${tpu.id}"`))).toBe(true);
  });

  it('leads to an entry of its own in the trail', async () => {
    await download();
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select 1 from directory.audit_trail where action = 'audit.exported' and university_id = ?`,
      [tpu.id],
    );
    expect(rows.length).toBe(1);
  });

  it('names an edit', async () => {
    await asSuperuser((tx) => tx.raw(`update directory.audit_trail set actor = 'client:nobody' where id = ${idOf(7)}`));
    expect(await found()).toEqual(['entry.edited 7-7']);
  });

  it('names a deletion, with the link or without it', async () => {
    await asSuperuser((tx) => tx.raw(`delete from directory.audit_trail where id = ${idOf(7)}`));
    expect(await found()).toEqual(['entry.deleted 7-7']);
    await asSuperuser((tx) => tx.raw(`delete from directory.audit_links where chain = ? and n = 7`, [tpu.id]));
    expect(await found()).toEqual(['entry.deleted 7-7']);
  });

  it('names an exchange of two entries', async () => {
    await asSuperuser(async (tx) => {
      const { rows } = await tx.raw<{ rows: { n: string; entry_id: string; entry_tx: string }[] }>(
        `select n, entry_id, entry_tx::text from directory.audit_links where chain = ? and n in (7, 9) order by n`,
        [tpu.id],
      );
      const [a, b] = rows;
      await tx.raw('update directory.audit_links set entry_id = -1 where entry_id = ?', [a!.entry_id]);
      const put = 'update directory.audit_links set entry_id = ?, entry_tx = ?::text::xid8 where entry_id = ?';
      await tx.raw(put, [a!.entry_id, a!.entry_tx, b!.entry_id]);
      await tx.raw(put, [b!.entry_id, b!.entry_tx, -1]);
    });
    expect(await found()).toEqual(['entry.reordered 7-7', 'entry.reordered 9-9']);
  });

  it('names an entry that was put in', async () => {
    await asSuperuser((tx) =>
      tx.raw(
        `insert into directory.audit_trail (id, tx, actor, action, university_id) overriding system value
         select 1000000, tx, 'client:c7', 'person.viewed', university_id from directory.audit_trail where id = ${idOf(7)}`,
      ),
    );
    expect(await found()).toEqual(['entry.inserted 8-8']);
  });

  it('names a tail that was cut off: by the checkpoints left behind, or by the one that was kept', async () => {
    await asSuperuser(async (tx) => {
      await tx.raw(
        `delete from directory.audit_trail where id in (select entry_id from directory.audit_links where chain = ? and n > 10)`,
        [tpu.id],
      );
      await tx.raw('delete from directory.audit_links where chain = ? and n > 10', [tpu.id]);
    });
    expect(await found([])).toEqual(['tail.truncated 11-12']);
    await asSuperuser((tx) => tx.raw('delete from directory.audit_checkpoints where n > 10'));
    expect(await found([])).toEqual([]);
    expect(await found()).toEqual(['tail.truncated 11-12']);
    await expect(followChain(client, 'tpu', kept)).rejects.toThrow('tail.truncated');
  });

  /** A new history of the whole chain, in which entry 3 says something else. */
  const rewrite = async (checkpointed: number) => {
    await asSuperuser(async (tx) => {
      await tx.raw(`update directory.audit_trail set actor = 'client:nobody' where id = ${idOf(3)}`);
      for (const table of tables.slice(1)) await tx.raw(`delete from directory.${table} where chain = ?`, [tpu.id]);
    });
    const every = { every_entries: checkpointed, every_ms: 3_600_000 };
    for (let tries = 0; (await chainOf('tpu')).head.n < 14 && tries < 2_000; tries += 1) {
      await chainAuditEntries(served.context, { rule: every });
    }
  };

  it('names a history made anew in the database, by the operator’s own checkpoints', async () => {
    await rewrite(1);
    await asSuperuser(async (tx) => {
      await tx.raw('delete from directory.audit_checkpoints');
      await tx.raw('insert into directory.audit_checkpoints select * from public.audit_checkpoints');
    });
    expect(await found([])).toEqual(['chain.rewritten 1-12']);
  });

  it('names a history made anew by the operator himself, with his key, by a kept checkpoint and by the witness', async () => {
    await rewrite(1);
    expect(await found([])).toEqual([]);
    expect(await found()).toEqual(['chain.rewritten 1-12']);
    await expect(followChain(client, 'tpu', kept)).rejects.toThrow('chain.rewritten');
    const order = { university: 'tpu', kept, as: 'tsu', key: witnessKey, now: new Date() };
    await expect(witnessChain(client, order)).rejects.toThrow('chain.rewritten');
  });

  it('names a checkpoint that was swapped for another one', async () => {
    const stranger = auditKey(Buffer.alloc(32, 4));
    const [, last] = kept.checkpoints;
    const swapped = signCheckpoint({ ...last!, at: new Date(last!.at).toISOString() }, stranger);
    await asSuperuser(async (tx) => {
      await tx.raw('delete from directory.audit_witnesses');
      await tx.raw('update directory.audit_checkpoints set key_id = ?, signature = ? where n = 12', [
        swapped.key_id,
        swapped.signature,
      ]);
    });
    expect(await found([])).toEqual(['checkpoint.swapped 12-12']);
    const forged = signCheckpoint({ ...last!, hash: 'f'.repeat(64) }, operatorKey);
    await asSuperuser((tx) =>
      tx.raw(`update directory.audit_checkpoints set key_id = ?, hash = decode(?, 'hex'), signature = ? where n = 12`, [
        forged.key_id,
        forged.hash,
        forged.signature,
      ]),
    );
    expect(await found()).toEqual(['checkpoint.swapped 12-12']);
  });

  it('is checked from the command line with the file alone; the exit code and the first line tell', async () => {
    const file = path.join(folder, 'tpu.ndjson');
    const keptFile = path.join(folder, 'kept.json');
    const bytes = await download();
    await writeFile(keptFile, writeKept(kept));
    await writeFile(file, bytes);
    const said: string[] = [];
    const [out, err] = [process.stdout.write, process.stderr.write];
    process.stdout.write = process.stderr.write = ((text: string) => said.push(text)) as never;
    try {
      expect(await runCampus(['audit', 'verify', file, '--checkpoints', keptFile], {})).toBe(0);
      await writeFile(file, bytes.toString().replace('"actor":"client:c6"', '"actor":"client:c8"'));
      expect(await runCampus(['audit', 'verify', file, '--checkpoints', keptFile], {})).toBe(3);
      expect(await runCampus(['audit', 'verify', path.join(folder, 'none')], {})).toBe(2);
    } finally {
      [process.stdout.write, process.stderr.write] = [out, err];
    }
    expect(said[0]).toContain('Nothing was changed in 14 entries of tpu.');
    expect(said[1]).toMatch(/^entry\.edited: entry \d+ was changed after it was chained/);
  });

  it('takes a counter-signature of a registered key under a real checkpoint, once, and no other', async () => {
    const { checkpoints } = await chainOf('tpu');
    const first = checkpoints[0]!;
    const by = { witness: 'tsu', at: new Date().toISOString() };
    const send = (statement: object, university = 'tpu') => {
      const { chain: _, ...body } = statement as { chain: string };
      return call('POST', university, 'witnesses', body);
    };
    const good = signWitness(first, by, witnessKey);
    expect(await send(good)).toEqual({ added: true });
    expect(await send(good)).toEqual({ added: false });
    const strange = auditKey(Buffer.alloc(32, 11));
    await expect(send(signWitness(first, by, strange))).rejects.toThrow('witness.unfit');
    await expect(send(signWitness(first, { ...by, witness: 'tpu' }, witnessKey))).rejects.toThrow('witness.unfit');
    await expect(send({ ...good, hash: 'f'.repeat(64) })).rejects.toThrow('witness.unfit');
    await expect(send({ ...good, at: new Date(0).toISOString() })).rejects.toThrow('witness.unfit');
    await expect(send({ ...good, n: 2 })).rejects.toThrow('checkpoint.unknown');
    await expect(send({ ...good, at: 'today' })).rejects.toThrow('request.malformed');
    await expect(send(good, 'nowhere')).rejects.toThrow('university.unknown');
    await call('POST', 'tpu', 'witness-keys', { x: strange.x });
    await expect(send(signWitness(first, { ...by, witness: 'tpu' }, strange))).rejects.toThrow('witness.unfit');
    await expect(call('POST', 'tsu', 'witness-keys', { x: strange.x })).rejects.toThrow('row.duplicate');
    await expect(call('POST', 'tsu', 'witness-keys', { x: 'A'.repeat(42) })).rejects.toThrow('request.malformed');
  });

  it('shows entries to nobody who may only witness', async () => {
    const witness = clientOf(await served.authorization('audit.witness'));
    await expect(witness.download('registrar', '/api/v1/universities/tpu/audit/export')).rejects.toThrow(
      'token.insufficient_scope',
    );
    const links = await call('GET', 'tpu', 'links?after=12', undefined, witness);
    expect(links).toEqual({ links: [13, 14].map((n) => ({ n, leaf: expect.stringMatching(/^[0-9a-f]{64}$/) })) });
    await expect(call('POST', 'tsu', 'witness-keys', { x: witnessKey.x }, witness)).rejects.toThrow(
      'token.insufficient_scope',
    );
  });

  it('of the consortium is exported too, and a sample’s universities witness each other’s', async () => {
    for (let tries = 0; (await chainOf('consortium')).checkpoints.length === 0 && tries < 2_000; tries += 1) {
      await recordAudit(served.context.db, { actor: 'unknown', action: 'sign-in.failed' });
      await chainAuditEntries(served.context, { rule });
    }
    const { signed, broken } = await witnessSampleChains(served.context);
    expect(broken).toEqual([]);
    expect(signed).toBeGreaterThanOrEqual(3);
    expect((await witnessSampleChains(served.context)).signed).toBe(0);
    const verdict = await verifyExport([await download('consortium')], { trustedKeys: kept.keys });
    expect(verdict).toMatchObject({ ok: true, university: null, chain: 'consortium' });
    expect(verdict.evidence.witnesses.map(({ name }) => name).sort()).toEqual(['tpu', 'tsu']);
  });
});
