import type { Tx } from '@onecampus/database';
import { firstEntryAt } from './chain-entries.ts';
import { findHead } from './chain-links.ts';

export interface ChainState {
  readonly n: number;
  /** Hash of link n, hex. */
  readonly hash: string;
  /** When the oldest committed entry was written that is not chained yet. */
  readonly unchainedSince: Date | undefined;
}

export async function chainState(tx: Tx, chain: string): Promise<ChainState> {
  const { n, hash, position } = await findHead(tx, chain);
  return { n, hash: hash.toString('hex'), unchainedSince: await firstEntryAt(tx, chain, position) };
}
