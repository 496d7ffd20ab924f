import type { Db } from '@onecampus/database';
import { type ChangeTopic, listUniversities } from '@onecampus/directory';
import type { Logger } from '@onecampus/runtime';
import { listCardsOfPeople, readCardKeys } from '../store/read-card-keys.ts';
import { readEntryBlocksOf } from '../store/read-entry-blocks.ts';
import { listHoldersOfAffiliations, readHolders } from '../store/read-holders.ts';
import { listRules, listRulesOfZones, listZonesNamingPeople } from '../store/rules.ts';
import { readTerminals } from '../store/terminals.ts';
import { listZones, readZones } from '../store/zones.ts';
import { holdersOfRows } from './holders-of-rows.ts';
import { inOneState } from './in-one-state.ts';
import { rulesOfToday } from './rules-of-today.ts';
import type { Snapshot, SnapshotUpdate } from './snapshot.ts';
import { zonesOfRows } from './zones-of-rows.ts';

/** The part of a change that says what to read anew. */
export interface ChangedThing {
  readonly topic: ChangeTopic;
  readonly entityId: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Reads anew what a batch of changes speaks of: one statement for each kind of thing, all as of one moment. */
export function readUpdate(
  db: Db,
  changes: readonly ChangedThing[],
  snapshot: Snapshot,
  log: Logger,
): Promise<SnapshotUpdate> {
  const idsOf = (...topics: readonly ChangeTopic[]) => [
    ...new Set(changes.filter(({ topic }) => topics.includes(topic)).map(({ entityId }) => entityId)),
  ];
  return inOneState(db, async (tx) => {
    const people = idsOf('person.changed', 'affiliation.changed');
    const affiliations = idsOf('affiliation.changed');
    const asked =
      affiliations.length === 0
        ? people
        : [...new Set([...people, ...(await listHoldersOfAffiliations(tx, affiliations))])];
    const holders = asked.length === 0 ? [] : holdersOfRows(await readHolders(tx, asked));
    const present = new Set(holders.map(({ personId }) => personId));

    const regrouped = changes.filter(({ topic }) => topic === 'person.merged' || topic === 'person.split');
    const regroupedIds = regrouped.flatMap(({ entityId, payload }) => [
      entityId,
      String(payload?.['other'] ?? entityId),
    ]);
    const cardIds = idsOf('card.changed');
    if (regroupedIds.length > 0) cardIds.push(...(await listCardsOfPeople(tx, regroupedIds)));
    const universitiesChanged = idsOf('university.changed').length > 0;
    const universities = universitiesChanged ? await listUniversities(tx) : undefined;

    // A university's name and domain stand in its zones, so a change of one concerns them all; it happens once a year.
    const zoneIds = idsOf('zone.changed', 'rule.changed');
    if (regrouped.length > 0) zoneIds.push(...(await listZonesNamingPeople(tx)));
    const zoneRows = universitiesChanged ? await listZones(tx) : zoneIds.length > 0 ? await readZones(tx, zoneIds) : [];
    const ruleRows = universitiesChanged
      ? await listRules(tx)
      : zoneIds.length > 0
        ? await listRulesOfZones(tx, zoneIds)
        : [];
    const { zones, closed } = zonesOfRows(
      zoneRows,
      await rulesOfToday(tx, ruleRows),
      universities ?? snapshot.universities,
      log,
    );

    const blocksReadOf = [...new Set([...idsOf('block.changed', 'person.erased'), ...regroupedIds])];
    const terminalIds = idsOf('terminal.changed');
    const terminals = terminalIds.length === 0 ? [] : await readTerminals(tx, terminalIds);
    return {
      holders,
      holdersGone: asked.filter((id) => !present.has(id)),
      cards: cardIds.length === 0 ? [] : await readCardKeys(tx, cardIds),
      zones,
      zonesGone: closed,
      terminals: terminals.filter(({ state }) => state === 'enrolled'),
      terminalsGone: terminals.filter(({ state }) => state !== 'enrolled').map(({ id }) => id),
      universities,
      blocksReadOf,
      blocks: blocksReadOf.length === 0 ? [] : await readEntryBlocksOf(tx, blocksReadOf),
    };
  });
}
