import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { auditKey, signCheckpoint, signWitness, verifyExport, writeKept } from '@onecampus/audit-chain';
import { recordAudit } from '@onecampus/directory';
import { followChain, runCampus, witnessChain } from '@onecampus/operator';
import { startJobs } from '@onecampus/registrar/jobs';
import { chainAuditEntries } from '@onecampus/registrar/use-cases/chain-audit-entries';
import { witnessSampleChains } from '@onecampus/registrar/use-cases/witness-sample-chains';
import request from 'supertest';
import { arrangeAuditedUniversity, chainTables, operatorKey, rule, witnessKey } from './audited-university.ts';

describe('the audit chain of a university', () => {
  let at: Awaited<ReturnType<typeof arrangeAuditedUniversity>>;
  beforeAll(async () => {
    at = await arrangeAuditedUniversity();
  });
  afterEach(() => at.restore());
  afterAll(() => at.close());

  const verify = async (knownCheckpoints = at.kept.checkpoints) =>
    verifyExport([await at.download()], { trustedKeys: at.kept.keys, knownCheckpoints });
  const found = async (knownCheckpoints = at.kept.checkpoints) =>
    (await verify(knownCheckpoints)).findings.map(({ kind, from, to }) => `${kind} ${from}-${to}`);

  it('is exported whole, and verified by who has nothing but the file and what he kept', async () => {
    const verdict = await verify();
    expect(verdict).toMatchObject({ ok: true, university: 'tpu', entries: 14, chain: at.tpu.id });
    expect(verdict.evidence).toMatchObject({
      checkpoints: 2,
      signedTo: 12,
      kept: 2,
      keptTo: 12,
      operatorPinned: true,
      witnesses: [{ name: 'tsu', n: 12, pinned: true }],
    });
    const records = (await at.download())
      .toString()
      .split('\n')
      .filter((line) => line.includes('"record":'));
    expect(records.every((line) => line.includes(`"university_id":"${at.tpu.id}"`))).toBe(true);
  });

  it('leads to an entry of its own in the trail', async () => {
    await at.download();
    const { rows } = await at.database.admin.raw<{ rows: unknown[] }>(
      `select 1 from directory.audit_trail where action = 'audit.exported' and university_id = ?`,
      [at.tpu.id],
    );
    expect(rows.length).toBe(1);
  });

  it('names an edit', async () => {
    await at.asSuperuser((tx) =>
      tx.raw(`update directory.audit_trail set actor = 'client:nobody' where id = ${at.idOf(7)}`),
    );
    expect(await found()).toEqual(['entry.edited 7-7']);
  });

  it('names a deletion, with the link or without it', async () => {
    await at.asSuperuser((tx) => tx.raw(`delete from directory.audit_trail where id = ${at.idOf(7)}`));
    expect(await found()).toEqual(['entry.deleted 7-7']);
    await at.asSuperuser((tx) => tx.raw(`delete from directory.audit_links where chain = ? and n = 7`, [at.tpu.id]));
    expect(await found()).toEqual(['entry.deleted 7-7']);
  });

  it('names an exchange of two entries', async () => {
    await at.asSuperuser(async (tx) => {
      const { rows } = await tx.raw<{ rows: { n: string; entry_id: string; entry_tx: string }[] }>(
        `select n, entry_id, entry_tx::text from directory.audit_links where chain = ? and n in (7, 9) order by n`,
        [at.tpu.id],
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
    await at.asSuperuser((tx) =>
      tx.raw(
        `insert into directory.audit_trail (id, tx, actor, action, university_id) overriding system value
         select 1000000, tx, 'client:c7', 'person.viewed', university_id from directory.audit_trail where id = ${at.idOf(7)}`,
      ),
    );
    expect(await found()).toEqual(['entry.inserted 8-8']);
  });

  it('names a tail that was cut off: by the checkpoints left behind, or by the one that was kept', async () => {
    await at.asSuperuser(async (tx) => {
      await tx.raw(
        `delete from directory.audit_trail where id in (select entry_id from directory.audit_links where chain = ? and n > 10)`,
        [at.tpu.id],
      );
      await tx.raw('delete from directory.audit_links where chain = ? and n > 10', [at.tpu.id]);
    });
    expect(await found([])).toEqual(['tail.truncated 11-12']);
    await at.asSuperuser((tx) => tx.raw('delete from directory.audit_checkpoints where n > 10'));
    expect(await found([])).toEqual([]);
    expect(await found()).toEqual(['tail.truncated 11-12']);
    await expect(followChain(at.client, 'tpu', at.kept)).rejects.toThrow('tail.truncated');
  });

  /** A new history of the whole chain, in which entry 3 says something else. */
  const rewrite = async (checkpointed: number) => {
    await at.asSuperuser(async (tx) => {
      await tx.raw(`update directory.audit_trail set actor = 'client:nobody' where id = ${at.idOf(3)}`);
      for (const table of chainTables) await tx.raw(`delete from directory.${table} where chain = ?`, [at.tpu.id]);
    });
    const every = { every_entries: checkpointed, every_ms: 3_600_000 };
    for (let tries = 0; (await at.chainOf('tpu')).head.n < 14 && tries < 2_000; tries += 1) {
      await chainAuditEntries(at.served.context, { rule: every });
    }
  };

  it('names a history made anew in the database, by the operator’s own checkpoints', async () => {
    await rewrite(1);
    await at.asSuperuser(async (tx) => {
      await tx.raw('delete from directory.audit_checkpoints');
      await tx.raw('insert into directory.audit_checkpoints select * from public.audit_checkpoints');
    });
    expect(await found([])).toEqual(['chain.rewritten 1-12']);
  });

  it('names a history made anew by the operator himself, with his key, by a kept checkpoint and by the witness', async () => {
    await rewrite(1);
    expect(await found([])).toEqual([]);
    expect(await found()).toEqual(['chain.rewritten 1-12']);
    await expect(followChain(at.client, 'tpu', at.kept)).rejects.toThrow('chain.rewritten');
    const order = { university: 'tpu', kept: at.kept, as: 'tsu', key: witnessKey, now: new Date() };
    await expect(witnessChain(at.client, order)).rejects.toThrow('chain.rewritten');
  });

  it('names a checkpoint that was swapped for another one', async () => {
    const stranger = auditKey(Buffer.alloc(32, 4));
    const [, last] = at.kept.checkpoints;
    const swapped = signCheckpoint({ ...last!, at: new Date(last!.at).toISOString() }, stranger);
    await at.asSuperuser(async (tx) => {
      await tx.raw('delete from directory.audit_witnesses');
      await tx.raw('update directory.audit_checkpoints set key_id = ?, signature = ? where n = 12', [
        swapped.key_id,
        swapped.signature,
      ]);
    });
    expect(await found([])).toEqual(['checkpoint.swapped 12-12']);
    const forged = signCheckpoint({ ...last!, hash: 'f'.repeat(64) }, operatorKey);
    await at.asSuperuser((tx) =>
      tx.raw(`update directory.audit_checkpoints set key_id = ?, hash = decode(?, 'hex'), signature = ? where n = 12`, [
        forged.key_id,
        forged.hash,
        forged.signature,
      ]),
    );
    expect(await found()).toEqual(['checkpoint.swapped 12-12']);
  });

  it('is checked from the command line with the file alone; the exit code and the first line tell', async () => {
    const file = path.join(at.folder, 'tpu.ndjson');
    const keptFile = path.join(at.folder, 'kept.json');
    const bytes = await at.download();
    await writeFile(keptFile, writeKept(at.kept));
    await writeFile(file, bytes);
    const said: string[] = [];
    const [out, err] = [process.stdout.write, process.stderr.write];
    process.stdout.write = process.stderr.write = ((text: string) => said.push(text)) as never;
    try {
      expect(await runCampus(['audit', 'verify', file, '--checkpoints', keptFile], {})).toBe(0);
      await writeFile(file, bytes.toString().replace('"actor":"client:c6"', '"actor":"client:c8"'));
      expect(await runCampus(['audit', 'verify', file, '--checkpoints', keptFile], {})).toBe(3);
      expect(await runCampus(['audit', 'verify', path.join(at.folder, 'none')], {})).toBe(2);
    } finally {
      [process.stdout.write, process.stderr.write] = [out, err];
    }
    expect(said[0]).toContain('Nothing was changed in 14 entries of tpu.');
    expect(said[1]).toMatch(/^entry\.edited: entry \d+ was changed after it was chained/);
  });

  it('takes a counter-signature of a registered key under a real checkpoint, once, and no other', async () => {
    const { checkpoints } = await at.chainOf('tpu');
    const first = checkpoints[0]!;
    const by = { witness: 'tsu', at: new Date().toISOString() };
    const send = (statement: object, university = 'tpu') => {
      const { chain: _, ...body } = statement as { chain: string };
      return at.call('POST', university, 'witnesses', body);
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
    await at.call('POST', 'tpu', 'witness-keys', { x: strange.x });
    await expect(send(signWitness(first, { ...by, witness: 'tpu' }, strange))).rejects.toThrow('witness.unfit');
    await expect(at.call('POST', 'tsu', 'witness-keys', { x: strange.x })).rejects.toThrow('row.duplicate');
    await expect(at.call('POST', 'tsu', 'witness-keys', { x: 'A'.repeat(42) })).rejects.toThrow('request.malformed');
  });

  it('shows entries to nobody who may only witness', async () => {
    const witness = at.clientOf(await at.served.authorization('audit.witness'));
    await expect(witness.download('registrar', '/api/v1/universities/tpu/audit/export')).rejects.toThrow(
      'token.insufficient_scope',
    );
    const { chains } = await witness.call<{ chains: object[] }>('registrar', 'GET', '/api/v1/audit/chains');
    expect(chains[0]).toEqual({ chain: 'consortium', university: null });
    expect(chains).toContainEqual({ chain: at.tpu.id, university: 'tpu' });
    const links = await at.call('GET', 'tpu', 'links?after=12', undefined, witness);
    expect(links).toEqual({ links: [13, 14].map((n) => ({ n, leaf: expect.stringMatching(/^[0-9a-f]{64}$/) })) });
    await expect(at.call('POST', 'tsu', 'witness-keys', { x: witnessKey.x }, witness)).rejects.toThrow(
      'token.insufficient_scope',
    );
  });

  it('is taken home by its own university’s registrar in a browser, and by nobody else’s', async () => {
    const { id, shortName } = at.tpu;
    const staff = (universityId: string) => ({
      personId: '00000000-0000-7000-8000-000000000001',
      name: shortName.en,
      roles: [{ role: 'registrar' as const, universityId }],
    });
    const get = () => request(at.served.app).get(`/universities/${id}/audit.ndjson`);
    at.served.visitor = staff(id) as never;
    const { text, headers } = await get().buffer(true).expect(200);
    expect(headers['content-disposition']).toBe('attachment; filename="audit-tpu.ndjson"');
    expect(await verifyExport([Buffer.from(text ?? '')], { trustedKeys: at.kept.keys })).toMatchObject({ ok: true });
    at.served.visitor = staff('00000000-0000-7000-8000-000000000002') as never;
    await get().expect(404);
    at.served.visitor = undefined;
    await get().expect(303);
  });

  it('grows by itself while the registrar runs', async () => {
    await recordAudit(at.served.context.db, { actor: 'unknown', action: 'card.viewed', universityId: at.tpu.id });
    const jobs = startJobs(at.served.context);
    for (let tries = 0; (await at.chainOf('tpu')).head.n < 15 && tries < 2_000; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await jobs.stop();
    expect((await at.chainOf('tpu')).head.n).toBeGreaterThanOrEqual(15);
    expect(await at.served.context.metrics.registry.getSingleMetricAsString('campus_audit_chains_broken')).toMatch(
      / 0$/,
    );
  });

  it('of the consortium is exported too, and a sample’s universities witness each other’s', async () => {
    for (let tries = 0; (await at.chainOf('consortium')).checkpoints.length === 0 && tries < 2_000; tries += 1) {
      await recordAudit(at.served.context.db, { actor: 'unknown', action: 'sign-in.failed' });
      await chainAuditEntries(at.served.context, { rule });
    }
    const { signed, broken } = await witnessSampleChains(at.served.context);
    expect(broken).toEqual([]);
    expect(signed).toBeGreaterThanOrEqual(3);
    expect((await witnessSampleChains(at.served.context)).signed).toBe(0);
    const verdict = await verifyExport([await at.download('consortium')], { trustedKeys: at.kept.keys });
    expect(verdict).toMatchObject({ ok: true, university: null, chain: 'consortium' });
    expect(verdict.evidence.witnesses.map(({ name }) => name).sort()).toEqual(['tpu', 'tsu']);
  });
});
