import type { ListedBlock } from '@onecampus/directory';

/** Blocks that hold now: not lifted, and not over by themselves. */
export function standingBlocks(blocks: readonly ListedBlock[], now: Date): ListedBlock[] {
  return blocks.filter((block) => block.releasedAt === undefined && (block.until === undefined || now < block.until));
}
