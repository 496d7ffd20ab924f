import { hash } from 'node:crypto';

/** Each hash begins with what it is a hash of, so that none can be taken for another (RFC 9162 §2.1.1 does it with a byte). */
const domains = {
  genesis: 'onecampus.audit.genesis.v1\n',
  entry: 'onecampus.audit.entry.v1\n',
  link: Buffer.from('onecampus.audit.link.v1\n'),
} as const;

/** What the first link of a chain follows: a value of that chain alone, so that no link fits into another chain. */
export function genesisOf(chain: string): Buffer {
  return hash('sha256', domains.genesis + chain, 'buffer');
}

/** SHA-256 of an entry's canonical text. */
export function leafOf(canonicalText: string): Buffer {
  return hash('sha256', domains.entry + canonicalText, 'buffer');
}

/** SHA-256 over (hash of the link before, number as unsigned 64 bits big-endian, leaf). The first number is 1. */
export function linkOf(prev: Uint8Array, n: number, leaf: Uint8Array): Buffer {
  const number = Buffer.allocUnsafe(8);
  number.writeBigUInt64BE(BigInt(n));
  return hash('sha256', Buffer.concat([domains.link, prev, number, leaf]), 'buffer');
}
