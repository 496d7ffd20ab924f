import { linkOf } from './hashes.ts';

export interface ChainHead {
  readonly n: number;
  /** Hash of link n, hex; of number 0 the chain's genesis. */
  readonly hash: string;
}

/** What a witness is shown of a link: it proves the order and tells nothing of the entry. */
export interface BareLink {
  readonly n: number;
  /** Hex. */
  readonly leaf: string;
}

/** The head after one more link, or nothing where the link is not the next one. */
export function continueChain(head: ChainHead, link: BareLink): ChainHead | undefined {
  if (link.n !== head.n + 1 || !/^[0-9a-f]{64}$/.test(link.leaf)) return undefined;
  const hash = linkOf(Buffer.from(head.hash, 'hex'), link.n, Buffer.from(link.leaf, 'hex'));
  return { n: link.n, hash: hash.toString('hex') };
}
