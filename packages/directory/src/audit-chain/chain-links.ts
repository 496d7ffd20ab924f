import { genesisOf } from '@onecampus/audit-chain';
import type { Tx } from '@onecampus/database';
import type { TrailPosition } from './chain-entries.ts';

/** The last link of a chain; number 0, its genesis and the beginning of the trail where there is none yet. */
export interface LinkedHead {
  readonly n: number;
  readonly hash: Buffer;
  readonly position: TrailPosition;
}

export interface ChainLink {
  readonly n: number;
  readonly tx: string;
  readonly id: string;
  readonly prev: Buffer;
  readonly leaf: Buffer;
  readonly hash: Buffer;
}

const beginning: TrailPosition = { tx: '0', id: '0' };

export async function findHead(tx: Tx, chain: string): Promise<LinkedHead> {
  const { rows } = await tx.raw<{ rows: { n: string; hash: Buffer; tx: string; id: string }[] }>(
    `select n, hash, entry_tx::text as tx, entry_id::text as id from directory.audit_links where chain = ? order by n desc limit 1`,
    [chain],
  );
  const last = rows[0];
  if (!last) return { n: 0, hash: genesisOf(chain), position: beginning };
  return { n: Number(last.n), hash: last.hash, position: { tx: last.tx, id: last.id } };
}

export async function insertLinks(tx: Tx, chain: string, links: readonly ChainLink[]): Promise<void> {
  await tx.raw(
    `insert into directory.audit_links (chain, n, entry_tx, entry_id, prev, leaf, hash)
     select ?, l.n, l.tx::xid8, l.id, l.prev, l.leaf, l.hash
     from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[]) as l (n, tx, id, prev, leaf, hash)`,
    [
      chain,
      links.map((one) => one.n),
      links.map((one) => one.tx),
      links.map((one) => one.id),
      links.map((one) => one.prev),
      links.map((one) => one.leaf),
      links.map((one) => one.hash),
    ] as never,
  );
}

/** Links behind number `after` up to number `upTo`, oldest first. */
export async function readLinks(
  tx: Tx,
  chain: string,
  after: number,
  upTo: number,
  limit: number,
): Promise<ChainLink[]> {
  const { rows } = await tx.raw<{ rows: (Omit<ChainLink, 'n'> & { n: string })[] }>(
    `select n, entry_tx::text as tx, entry_id::text as id, prev, leaf, hash from directory.audit_links
     where chain = ? and n > ? and n <= ? order by n limit ?`,
    [chain, after, upTo, limit],
  );
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}
