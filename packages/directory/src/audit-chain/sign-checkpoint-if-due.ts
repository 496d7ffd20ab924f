import { type AuditKey, signCheckpoint } from '@onecampus/audit-chain';
import type { Tx } from '@onecampus/database';
import { findLastCheckpoint, insertCheckpoint } from './chain-checkpoints.ts';
import type { LinkedHead } from './chain-links.ts';

export interface CheckpointRule {
  /** Entries behind the last checkpoint that ask for the next one. */
  readonly every_entries: number;
  /** Time behind the last checkpoint that asks for the next one, if there is anything new. */
  readonly every_ms: number;
}

/** Signs the head of a chain where that is due. The caller has the chain's turn (`linkEntries`). */
export async function signCheckpointIfDue(
  tx: Tx,
  chain: string,
  head: Pick<LinkedHead, 'n' | 'hash'>,
  signer: { readonly key: AuditKey; readonly now: Date; readonly rule: CheckpointRule },
): Promise<boolean> {
  const last = await findLastCheckpoint(tx, chain);
  const fresh = head.n - (last?.n ?? 0);
  if (fresh <= 0) return false;
  const age_ms = last ? signer.now.getTime() - Date.parse(last.at) : Number.POSITIVE_INFINITY;
  if (fresh < signer.rule.every_entries && age_ms < signer.rule.every_ms) return false;
  const statement = { chain, n: head.n, hash: head.hash.toString('hex'), at: signer.now.toISOString() };
  await insertCheckpoint(tx, signCheckpoint(statement, signer.key));
  return true;
}
