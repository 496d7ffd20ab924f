import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { auditKey, type Kept, type SignedCheckpoint } from '@onecampus/audit-chain';
import { type Tx, transaction } from '@onecampus/database';
import { recordAudit } from '@onecampus/directory';
import { CommandFailure, followChain, type OperatorClient, witnessChain } from '@onecampus/operator';
import { chainAuditEntries } from '@onecampus/registrar/use-cases/chain-audit-entries';
import { randomToken } from '@onecampus/runtime';
import { freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { serveRegistrar } from './served.ts';

const seed = randomToken();
export const operatorKey = auditKey(Buffer.from(seed, 'base64url'));
/** TSU's own. */
export const witnessKey = auditKey(Buffer.alloc(32, 9));
export const rule = { every_entries: 5, every_ms: 3_600_000 };
export const chainTables = ['audit_links', 'audit_checkpoints', 'audit_witnesses'] as const;
const restored = ['audit_trail', ...chainTables];

/** A university with a history of fourteen entries, checkpoints at 6 and 12, the second counter-signed by another one. */
export async function arrangeAuditedUniversity() {
  const folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
  const database = await freshDatabase();
  const served = await serveRegistrar(database, {
    CAMPUS_AUDIT_KEY: seed,
    CAMPUS_AUDIT_SAMPLE_WITNESSES: randomToken(),
  });
  const { tpu } = await arrangeUniversities(database.admin);
  const server = createServer(served.app as never);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  /** The operator's client, as the command line has one, with a token of the test's making. */
  const clientOf = (authorization: string): OperatorClient => {
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
      configuration: undefined as never,
      stream: undefined as never,
      call: async (_, method, at, body) => (await send(method, at, body)).json() as never,
      download: async (_, at) => (await send('GET', at)).body as never,
    };
  };
  const client = clientOf(await served.authorization('audit.read', 'audit.witness', 'people.write', 'people.read'));
  const call = (method: string, university: string, what: string, body?: unknown, by = client) =>
    by.call<Record<string, unknown>>('registrar', method, `/api/v1/universities/${university}/audit/${what}`, body);
  const chainOf = async (university: string) => {
    const answer = await call('GET', university, 'checkpoints');
    return answer as unknown as { head: { n: number }; checkpoints: SignedCheckpoint[] };
  };
  const download = async (university = 'tpu') => {
    const chunks: Uint8Array[] = [];
    const bytes = await client.download('registrar', `/api/v1/universities/${university}/audit/export`);
    for await (const chunk of bytes) chunks.push(chunk);
    return Buffer.concat(chunks);
  };

  /** Writes entries of TPU until there are so many, and chains them: other files' transactions may hold them back a while. */
  const chained = async (until: number) => {
    for (let tries = 0; (await chainOf('tpu')).head.n < until && tries < 2_000; tries += 1) {
      const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
        `select count(*)::int as n from directory.audit_trail where university_id = ?`,
        [tpu.id],
      );
      for (let n = rows[0]!.n; n < until; n += 1) {
        await recordAudit(served.context.db, { actor: `client:c${n}`, action: 'person.viewed', universityId: tpu.id });
      }
      await chainAuditEntries(served.context, { rule });
    }
  };
  /** What somebody can do who has the whole database in his hands: no trigger and no foreign key stands in his way. */
  const asSuperuser = (work: (tx: Tx) => Promise<unknown>) =>
    transaction(database.admin, async (tx) => {
      await tx.raw('set local session_replication_role = replica');
      await work(tx);
    });

  let kept: Kept = { keys: [], checkpoints: [] };
  await call('POST', 'tsu', 'witness-keys', { x: witnessKey.x });
  await chained(6);
  kept = (await followChain(client, 'tpu', kept)).kept;
  await chained(12);
  await witnessChain(client, { university: 'tpu', kept, as: 'tsu', key: witnessKey, now: new Date() });
  await chained(14);
  kept = (await followChain(client, 'tpu', kept)).kept;
  for (const table of restored) {
    await database.admin.raw(`create table public.${table} as select * from directory.${table}`);
  }
  return {
    folder,
    database,
    served,
    tpu,
    client,
    clientOf,
    call,
    chainOf,
    download,
    asSuperuser,
    kept,
    /** SQL for the trail's id of entry n. */
    idOf: (n: number) => `(select entry_id from directory.audit_links where chain = '${tpu.id}' and n = ${n})`,
    /** Everything as it was. */
    restore: () =>
      asSuperuser(async (tx) => {
        for (const table of restored) {
          await tx.raw(`delete from directory.${table}`);
          await tx.raw(`insert into directory.${table} overriding system value select * from public.${table}`);
        }
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await served.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
