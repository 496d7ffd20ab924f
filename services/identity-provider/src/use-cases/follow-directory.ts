import { type Db, type Tx, transaction } from '@onecampus/database';
import type { Change, FeedPosition } from '@onecampus/directory';
import { sessionsEnded } from '../events/sessions.ts';
import {
  findRobbed,
  findWithoutAffiliation,
  type OpenAccount,
  saveFeedPosition,
  takeEndedAffiliations,
} from '../store/lifecycle.ts';
import { endSessionsOfAccount } from '../store/session-ends.ts';

/**
 * Ends what people have open who lost their last affiliation, or whose card was stolen, by lines of the feed. Safe to
 * repeat, and to do by several instances: what was opened after the change is left alone.
 */
export async function followDirectory(db: Db, changes: readonly Change[], position: FeedPosition): Promise<void> {
  const affiliations = changes.filter(({ topic }) => topic === 'affiliation.changed');
  if (affiliations.length > 0) {
    const latest = new Date(Math.max(...affiliations.map(({ at }) => at.getTime())));
    const personIds = [...new Set(affiliations.map(({ entityId }) => entityId))];
    const lost = await findWithoutAffiliation(db, personIds, latest);
    for (const account of lost) await transaction(db, (tx) => endAll(tx, account, 'last-affiliation'));
  }
  for (const { topic, entityId, payload, at } of changes) {
    const personId = payload['personId'];
    if (topic !== 'card.changed' || typeof personId !== 'string') continue;
    const robbed = await findRobbed(db, { cardId: entityId, personId, at });
    for (const account of robbed) await transaction(db, (tx) => endAll(tx, account, 'card-stolen'));
  }
  await saveFeedPosition(db, position);
}

/** The same for affiliations that ended by the clock, of which no line tells. */
export async function followClock(db: Db): Promise<number> {
  return transaction(db, async (tx) => {
    const ended = await takeEndedAffiliations(tx);
    if (!ended || ended.personIds.length === 0) return 0;
    const lost = await findWithoutAffiliation(tx, ended.personIds, ended.at);
    for (const account of lost) await endAll(tx, account, 'last-affiliation');
    return lost.length;
  });
}

async function endAll(
  tx: Tx,
  { personId, referenceId }: OpenAccount,
  because: 'last-affiliation' | 'card-stolen',
): Promise<void> {
  const sessions = await endSessionsOfAccount(tx, referenceId, because);
  await sessionsEnded(tx, { actor: 'service:identity-provider', personId, because, sessions });
}
