import {
  acrossUniversities,
  claimDue,
  countDue,
  finishDue,
  type MatchableRecord,
  postponeDue,
} from '@onecampus/directory';
import { isDomainError } from '@onecampus/errors';
import { askPeople, withdrawQuestions } from '../matching/ask-people.ts';
import { doubtLinks } from '../matching/doubt-links.ts';
import { type Judged, judgeBatch } from '../matching/judge-batch.ts';
import { linkAutomatically } from '../matching/link-automatically.ts';
import type { Registry } from '../registry.ts';

/** Small, so that no transaction and no turn of the event loop is long. */
const batch_size = 250;
/** Batches in hand at the same moment: while one waits for Postgres, the other compares. */
const workers = 2;
/** A run that dies leaves its records to the next one after this time. */
const lease_seconds = 60;

/** Where so many people are being written, an import is under way: the rest of the batch waits its turn as well. */
const busy_max = 3;
const busy_again_after_seconds = 3;

export interface Matched {
  readonly looked: number;
  readonly linked: number;
  readonly asked: number;
  /** Still due after a run that looked at any: the time was up, or somebody is writing these people just now. */
  readonly left: number;
}

/**
 * Looks at the records that are due until there are none: who is known already becomes one person with himself, where people
 * must decide they are asked. Safe on several instances at once, and to repeat after a crash.
 */
export async function matchDue(registry: Registry, signal?: Pick<AbortSignal, 'aborted'>): Promise<Matched> {
  const total = { looked: 0, linked: 0, asked: 0 };
  const work = async () => {
    while (!signal?.aborted && (await matchBatch(registry, total)));
  };
  await Promise.all(Array.from({ length: workers }, work));
  if (total.looked === 0) return { ...total, left: 0 };
  return { ...total, left: await acrossUniversities(registry.db, (tx) => countDue(tx)) };
}

/** One batch; false where nothing is due. */
async function matchBatch(
  registry: Registry,
  total: { looked: number; linked: number; asked: number },
): Promise<boolean> {
  const ids = await acrossUniversities(registry.db, (tx) => claimDue(tx, { limit: batch_size, lease_seconds }));
  if (ids.length === 0) return false;
  const batch = await judgeBatch(registry, ids);
  const { linked, open, busy } = await linkAll(registry, batch.judged);
  total.asked += await askPeople(registry, batch, open);
  await withdrawQuestions(registry, batch);
  total.asked += await doubtLinks(registry, batch);
  const done = batch.records.filter(({ id }) => !busy.has(id));
  await acrossUniversities(registry.db, async (tx) => {
    await finishDue(tx, done);
    await postponeDue(tx, [...busy], busy_again_after_seconds);
  });
  total.looked += ids.length;
  total.linked += linked;
  if (linked > 0) registry.waker.wake();
  return true;
}

async function linkAll(
  registry: Registry,
  judged: readonly Judged[],
): Promise<{ linked: number; open: Judged[]; busy: Set<MatchableRecord['id']> }> {
  const open = judged.filter(({ decision }) => decision.kind === 'queue');
  const busy = new Set<string>();
  let linked = 0;
  for (const one of judged.filter(({ decision }) => decision.kind === 'same')) {
    if (busy.size >= busy_max) {
      busy.add(one.record.id);
      continue;
    }
    try {
      const outcome = await linkAutomatically(registry, one);
      if (outcome === 'linked') linked += 1;
      if (outcome === 'objected') open.push(one);
    } catch (error) {
      // Somebody writes one of these people at this moment; the record stays due.
      if (!isDomainError(error) || error.code !== 'database.busy') throw error;
      busy.add(one.record.id);
    }
  }
  return { linked, open, busy };
}
