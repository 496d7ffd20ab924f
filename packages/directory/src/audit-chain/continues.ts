import { type ChainHead, continueChain } from '@onecampus/audit-chain';
import type { Tx } from '@onecampus/database';
import { readLinks } from './chain-links.ts';

const page_links = 10_000;

/** True where the links lead from one head of a chain to the other: nothing before the first was touched. */
export async function continues(tx: Tx, chain: string, from: ChainHead, to: ChainHead): Promise<boolean> {
  let head: ChainHead = from;
  while (head.n < to.n) {
    const links = await readLinks(tx, chain, head.n, to.n, page_links);
    if (links.length === 0) return false;
    for (const { n, leaf } of links) {
      const next = continueChain(head, { n, leaf: leaf.toString('hex') });
      if (!next) return false;
      head = next;
    }
  }
  return head.n === to.n && head.hash === to.hash;
}
