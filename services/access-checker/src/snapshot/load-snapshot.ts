import type { Db } from '@onecampus/database';
import { currentFeedPosition, listUniversities } from '@onecampus/directory';
import type { Logger } from '@onecampus/runtime';
import { readCardKeysAfter } from '../store/read-card-keys.ts';
import { readEntryBlocks } from '../store/read-entry-blocks.ts';
import { readHoldersAfter } from '../store/read-holders.ts';
import { listRules } from '../store/rules.ts';
import { listTerminals } from '../store/terminals.ts';
import { listZones } from '../store/zones.ts';
import { holdersOfRows } from './holders-of-rows.ts';
import { inOneState } from './in-one-state.ts';
import { rulesOfToday } from './rules-of-today.ts';
import { Snapshot } from './snapshot.ts';
import { zonesOfRows } from './zones-of-rows.ts';

/** Read in pieces, so that neither a statement nor its result grows with the city. */
const piece = 10_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Reads all of it as of one moment, with the place in the change feed from which to go on. */
export function loadSnapshot(db: Db, log: Logger): Promise<Snapshot> {
  return inOneState(db, async (tx) => {
    const position = await currentFeedPosition(tx);
    const snapshot = new Snapshot(position);
    for (let after: string | undefined = beforeAll; after !== undefined; ) {
      const holders = holdersOfRows(await readHoldersAfter(tx, after, piece));
      snapshot.addHolders(holders);
      after = holders.at(-1)?.personId;
    }
    for (let after: string | undefined = beforeAll; after !== undefined; ) {
      const cards = await readCardKeysAfter(tx, after, piece);
      snapshot.addCards(cards);
      after = cards.at(-1)?.cardId;
    }
    snapshot.addBlocks(await readEntryBlocks(tx));
    const universities = await listUniversities(tx);
    const terminals = await listTerminals(tx);
    snapshot.apply({
      holders: [],
      holdersGone: [],
      cards: [],
      zones: zonesOfRows(await listZones(tx), await rulesOfToday(tx, await listRules(tx)), universities, log).zones,
      zonesGone: [],
      terminals: terminals.filter(({ state }) => state === 'enrolled'),
      terminalsGone: [],
      universities,
    });
    return snapshot;
  });
}
