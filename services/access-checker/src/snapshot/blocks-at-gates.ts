import type { Decision } from '@onecampus/access-rules';
import type { EntryBlock } from '../store/read-entry-blocks.ts';
import type { SnapshotZone } from './snapshot.ts';

/**
 * A way in that the rules open is closed by a block of the reader's that holds here; what they refuse stays refused for the
 * reason it was. A block of another kind, or of another place, was never read.
 */
export function closedByBlock(
  decision: Decision,
  blocks: readonly EntryBlock[],
  zone: SnapshotZone | undefined,
  now: number,
): Decision {
  const holding = blocks.filter((block) => (block.until === null || now < block.until) && holdsAt(block, zone));
  if (holding.length === 0) return decision;
  // Nothing that opens later would let him in: the block is in the way of that too.
  if (!decision.decision) return { decision: false, reasonCode: decision.reasonCode, ruleId: decision.ruleId };
  const here = holding.some((block) => block.scope !== 'consortium');
  return { decision: false, reasonCode: here ? 'blocked_here' : 'blocked_consortium', ruleId: null };
}

function holdsAt(block: EntryBlock, zone: SnapshotZone | undefined): boolean {
  if (block.scope === 'consortium') return true;
  if (block.universityId !== zone?.universityId) return false;
  return block.scope === 'university' || block.library === zone.zone.id;
}
