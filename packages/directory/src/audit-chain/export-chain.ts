import {
  type AuditKey,
  auditRecord,
  type EntryLine,
  ExportWriter,
  exportFormat,
  type KeyLine,
  type PublicKey,
  type SignedCheckpoint,
  type SignedWitness,
  type StoredEntry,
} from '@onecampus/audit-chain';
import type { Tx } from '@onecampus/database';
import { findLastCheckpoint, readCheckpoints } from './chain-checkpoints.ts';
import { entriesBetween, entriesById, linkedIds, type TrailPosition } from './chain-entries.ts';
import { type ChainLink, findHead, readLinks } from './chain-links.ts';
import { listWitnessKeys, readWitnesses } from './chain-witnesses.ts';

export interface ExportOrder {
  readonly chain: string;
  /** Slug; null for the consortium's chain. */
  readonly university: string | null;
  /** Runs statements in a transaction that sees this chain. Each page is one: no long transaction holds the database up. */
  readonly within: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  /** Signs the file; the operator's key. */
  readonly key: AuditKey;
  /** Keys that the operator signed with before. They come from its settings: the database is not asked whose they are. */
  readonly retiredKeys: readonly PublicKey[];
  readonly now: () => Date;
}

const page_links = 1_000;

/** The whole of a chain as the lines of an export (packages/audit-chain/README.md), page by page. */
export async function* exportChain(order: ExportOrder): AsyncGenerator<string> {
  const { chain, within } = order;
  const writer = new ExportWriter();
  const { vouched, head, witnessKeys } = await within(async (tx) => ({
    // Before the head: a checkpoint beyond it is then one whose entries are gone, and never one that was signed just now.
    vouched: (await findLastCheckpoint(tx, chain))?.n ?? 0,
    head: await findHead(tx, chain),
    witnessKeys: await listWitnessKeys(tx),
  }));
  const checkpointsTo = Math.max(vouched, head.n);
  const at = order.now().toISOString();
  yield writer.line({
    type: 'header',
    format: exportFormat,
    chain,
    university: order.university,
    entries: head.n,
    at,
  });
  for (const key of [order.key, ...order.retiredKeys]) yield writer.line(keyLine('operator', 'operator', key));
  for (const key of witnessKeys) yield writer.line(keyLine('witness', key.witness, key));
  let last: Pick<ChainLink, 'n' | 'tx' | 'id'> = { n: 0, tx: '0', id: '0' };
  for (;;) {
    const page = await within((tx) => readPage(tx, chain, last, { links: head.n, checkpoints: checkpointsTo }));
    for (const line of linesOf(page)) yield writer.line(line);
    if (page.links.length < page_links) break;
    last = { n: page.links.at(-1)!.n, ...page.upTo };
  }
  const end = { chain, entries: head.n, head: head.hash.toString('hex'), at: order.now().toISOString() };
  yield writer.end(end, order.key);
}

interface Page {
  readonly links: readonly ChainLink[];
  readonly upTo: TrailPosition;
  readonly entries: ReadonlyMap<string, StoredEntry>;
  readonly unlinked: readonly StoredEntry[];
  readonly checkpoints: readonly SignedCheckpoint[];
  readonly witnesses: readonly SignedWitness[];
}

async function readPage(
  tx: Tx,
  chain: string,
  after: { readonly n: number } & TrailPosition,
  end: { readonly links: number; readonly checkpoints: number },
): Promise<Page> {
  const links = await readLinks(tx, chain, after.n, end.links, page_links);
  const latest = links.reduce<TrailPosition>((upTo, one) => (isLater(one, upTo) ? one : upTo), after);
  const upTo = { tx: latest.tx, id: latest.id };
  const lastN = links.length < page_links ? end.checkpoints : links.at(-1)!.n;
  const checkpoints = await readCheckpoints(tx, chain, after.n, page_links);
  return {
    links,
    upTo,
    ...(await readEntries(tx, chain, links, after, upTo)),
    checkpoints: checkpoints.filter((one) => one.n <= lastN),
    witnesses: await readWitnesses(tx, chain, after.n, lastN),
  };
}

/** Links follow the trail's order, so one range of it is all they need; what does not fit in was moved or put in by somebody. */
async function readEntries(
  tx: Tx,
  chain: string,
  links: readonly ChainLink[],
  after: TrailPosition,
  upTo: TrailPosition,
): Promise<Pick<Page, 'entries' | 'unlinked'>> {
  const inRange = await entriesBetween(tx, chain, after, upTo, 2 * page_links);
  const entries = new Map(inRange.map((entry) => [entry.id, entry]));
  const elsewhere = links.map((one) => one.id).filter((id) => !entries.has(id));
  const moved = elsewhere.length > 0 ? await entriesById(tx, chain, elsewhere) : [];
  for (const entry of moved) entries.set(entry.id, entry);
  const here = new Set(links.map((one) => one.id));
  const strange = inRange.filter((entry) => !here.has(entry.id));
  const known =
    strange.length > 0
      ? await linkedIds(
          tx,
          strange.map((one) => one.id),
        )
      : [];
  return { entries, unlinked: strange.filter((entry) => !known.includes(entry.id)) };
}

/** Entries by number, each checkpoint behind its entry; a checkpoint of an entry that is not there any more comes last. */
function* linesOf(page: Page): Generator<Parameters<ExportWriter['line']>[0]> {
  const checkpoints = [...page.checkpoints];
  const unlinked = [...page.unlinked];
  for (const link of page.links) {
    while (unlinked[0] && isLater(link, unlinked[0])) {
      yield { type: 'unlinked', record: auditRecord(unlinked.shift()!) };
    }
    while (checkpoints[0] && checkpoints[0].n < link.n) yield* signed(checkpoints.shift()!, page.witnesses);
    yield entryLine(link, page.entries.get(link.id));
    while (checkpoints[0]?.n === link.n) yield* signed(checkpoints.shift()!, page.witnesses);
  }
  for (const entry of unlinked) yield { type: 'unlinked', record: auditRecord(entry) };
  for (const one of checkpoints) yield* signed(one, page.witnesses);
}

function* signed(
  checkpoint: SignedCheckpoint,
  witnesses: readonly SignedWitness[],
): Generator<Parameters<ExportWriter['line']>[0]> {
  yield { type: 'checkpoint', ...checkpoint };
  for (const one of witnesses) if (one.n === checkpoint.n) yield { type: 'witness', ...one };
}

function entryLine(link: ChainLink, entry: StoredEntry | undefined): EntryLine {
  const hex = (bytes: Buffer) => bytes.toString('hex');
  const record = entry ? auditRecord(entry) : null;
  return { type: 'entry', n: link.n, prev: hex(link.prev), leaf: hex(link.leaf), hash: hex(link.hash), record };
}

function keyLine(role: KeyLine['role'], name: string, { keyId, x }: PublicKey): KeyLine {
  return { type: 'key', role, name, key_id: keyId, x };
}

function isLater(one: TrailPosition, other: TrailPosition): boolean {
  const [a, b] = [BigInt(one.tx), BigInt(other.tx)];
  return a > b || (a === b && BigInt(one.id) > BigInt(other.id));
}
