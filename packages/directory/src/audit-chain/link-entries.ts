import { auditRecord, canonicalText, leafOf, linkOf } from '@onecampus/audit-chain';
import type { Tx } from '@onecampus/database';
import { findLastCheckpoint } from './chain-checkpoints.ts';
import { firstEntryAt, settledEntries } from './chain-entries.ts';
import { type ChainLink, findHead, insertLinks, type LinkedHead } from './chain-links.ts';

export interface Linked {
  readonly count: number;
  readonly head: LinkedHead;
  /** When the oldest committed entry was written that is not chained yet; nothing where all are. */
  readonly unchainedSince: Date | undefined;
}

/**
 * Adds the next links of a chain, at most `limit`, in the transaction it is given (of the steward's). One chainer at a time:
 * whoever finds another at work gets nothing and leaves. A chainer that dies leaves whole links or none, and the next one
 * goes on from the last.
 *
 * @throws Error where the chain is shorter than a checkpoint says, or says otherwise: then nothing is added to it any more,
 * because what was added would hide where it broke.
 */
export async function linkEntries(tx: Tx, chain: string, limit: number): Promise<Linked | undefined> {
  if (!(await takeTurn(tx, chain))) return undefined;
  const head = await findHead(tx, chain);
  await refuseBroken(tx, chain, head);
  const entries = await settledEntries(tx, chain, head.position, limit);
  let { n, hash } = head;
  const links: ChainLink[] = [];
  for (const entry of entries) {
    const leaf = leafOf(canonicalText(auditRecord(entry)));
    const next = linkOf(hash, n + 1, leaf);
    links.push({ n: n + 1, tx: entry.tx, id: entry.id, prev: hash, leaf, hash: next });
    n += 1;
    hash = next;
  }
  if (links.length > 0) await insertLinks(tx, chain, links);
  const last = entries.at(-1);
  const position = last ? { tx: last.tx, id: last.id } : head.position;
  return { count: links.length, head: { n, hash, position }, unchainedSince: await firstEntryAt(tx, chain, position) };
}

async function takeTurn(tx: Tx, chain: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: { mine: boolean }[] }>(
    `select pg_try_advisory_xact_lock(hashtextextended('audit chain ' || ?, 0)) as mine`,
    [chain],
  );
  return rows[0]!.mine;
}

async function refuseBroken(tx: Tx, chain: string, head: LinkedHead): Promise<void> {
  const checkpoint = await findLastCheckpoint(tx, chain);
  if (!checkpoint || checkpoint.n < head.n) return;
  if (checkpoint.n === head.n && checkpoint.hash === head.hash.toString('hex')) return;
  throw new Error(`audit chain ${chain} is broken: it ends at ${head.n}, its checkpoint at ${checkpoint.n}`);
}
