import {
  type BareLink,
  type ChainHead,
  checkpointHolds,
  continueChain,
  genesisOf,
  type Kept,
  publicKey,
  type SignedCheckpoint,
  type SignedWitness,
} from '@onecampus/audit-chain';
import type { OperatorClient } from '../client/operator-client.ts';
import { CommandFailure } from '../command-failure.ts';

/** What the registrar answers about a chain; see its routes/audit-chains.ts. */
export interface ChainAnswer {
  readonly chain: string;
  readonly university: string | null;
  readonly head: ChainHead;
  readonly unchained_since: string | null;
  readonly operator_keys: readonly { readonly key_id: string; readonly x: string }[];
  readonly witness_keys: readonly { readonly key_id: string; readonly x: string; readonly university: string }[];
  readonly checkpoints: readonly SignedCheckpoint[];
  readonly witnesses: readonly SignedWitness[];
}

export interface Followed {
  readonly answer: ChainAnswer;
  /** The newest checkpoint, which continues the one that was kept; nothing where there is none yet. */
  readonly newest: SignedCheckpoint | undefined;
  /** What to keep from now on. */
  readonly kept: Kept;
  /** True where the keys were taken on the operator's own word, because none were kept. */
  readonly keyTaken: boolean;
}

/**
 * Fetches the newest checkpoint of a chain and makes sure, link by link and without a look at the entries, that it
 * continues the last one that was kept.
 *
 * @throws CommandFailure `refused` where it does not: the history that was vouched for then is not the history now.
 */
export async function followChain(client: OperatorClient, university: string, kept: Kept): Promise<Followed> {
  const first = await fetchChain(client, university, 0, 1);
  const { chain } = first;
  const genesis: ChainHead = { n: 0, hash: genesisOf(chain).toString('hex') };
  const [before, earlier = genesis] = kept.checkpoints
    .filter((one) => one.chain === chain)
    .toSorted((a, b) => b.n - a.n);
  const keyTaken = !kept.keys.some(({ role }) => role === 'operator');
  const taken = [
    ...first.operator_keys.map(({ x }) => ({ role: 'operator', name: 'operator', x }) as const),
    ...first.witness_keys.map(({ university: name, x }) => ({ role: 'witness', name, x }) as const),
  ];
  const keys = keyTaken ? [...kept.keys, ...taken] : kept.keys;
  const answer = await fetchToEnd(client, university, before?.n ?? 0);
  const newest = answer.checkpoints.at(-1);
  if (newest) refuseForeign(newest, chain, keys);
  if (before && answer.head.n < before.n) {
    throw new CommandFailure('refused', `tail.truncated: the chain ends at ${answer.head.n}, you kept ${before.n}.`);
  }
  if (newest) await refuseChanged(client, university, before ?? genesis, newest);
  else if (before) await refuseChanged(client, university, earlier, before);
  const checkpoints = newest ? [...kept.checkpoints, newest] : kept.checkpoints;
  return { answer, newest: newest ?? before, kept: { keys, checkpoints }, keyTaken };
}

/** All pages of checkpoints behind a number; only the newest checkpoint is kept of them. */
async function fetchToEnd(client: OperatorClient, university: string, after: number): Promise<ChainAnswer> {
  let answer = await fetchChain(client, university, after);
  for (let last = answer.checkpoints.at(-1); last; ) {
    const next = await fetchChain(client, university, last.n);
    last = next.checkpoints.at(-1);
    if (last) answer = next;
  }
  return answer;
}

function fetchChain(client: OperatorClient, university: string, after: number, limit?: number): Promise<ChainAnswer> {
  const query = new URLSearchParams({ after: `${after}`, ...(limit === undefined ? {} : { limit: `${limit}` }) });
  return client.call<ChainAnswer>('registrar', 'GET', `${pathOf(university)}/checkpoints?${query}`);
}

export function pathOf(university: string): string {
  return `/api/v1/universities/${encodeURIComponent(university)}/audit`;
}

function refuseForeign(checkpoint: SignedCheckpoint, chain: string, keys: Kept['keys']): void {
  const own = keys.some(({ role, x }) => role === 'operator' && checkpointHolds(checkpoint, publicKey(x)));
  if (checkpoint.chain === chain && own) return;
  throw new CommandFailure(
    'refused',
    `checkpoint.swapped: the checkpoint at ${checkpoint.n} is not signed with the operator’s key that you kept.`,
  );
}

async function refuseChanged(
  client: OperatorClient,
  university: string,
  from: ChainHead,
  to: ChainHead,
): Promise<void> {
  let head: ChainHead | undefined = from;
  while (head && head.n < to.n) {
    const path = `${pathOf(university)}/links?after=${head.n}`;
    const { links }: { links: readonly BareLink[] } = await client.call('registrar', 'GET', path);
    if (links.length === 0) break;
    for (const link of links) if (head && head.n < to.n) head = continueChain(head, link);
  }
  if (head?.n === to.n && head.hash === to.hash) return;
  throw new CommandFailure(
    'refused',
    `chain.rewritten: the chain does not lead from ${from.n} to the checkpoint at ${to.n}. Keep your file and ask why.`,
  );
}
