import type { Db } from '@onecampus/database';
import { listUniversities, type University } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { listPassagesOfZone, type ShownPassage } from '../store/passages.ts';
import { listRulesOfZones, type RuleRow } from '../store/rules.ts';
import { listTerminals, listTerminalsOfZone, type TerminalRow } from '../store/terminals.ts';
import { findZone, listZones, type ZoneRow } from '../store/zones.ts';

export interface ZoneWithUniversity extends ZoneRow {
  readonly university: University;
}

/** All zones of the consortium with the universities that run them. */
export async function viewZones(db: Db): Promise<ZoneWithUniversity[]> {
  const universities = new Map((await listUniversities(db)).map((one) => [one.id, one]));
  return (await listZones(db)).map((zone) => ({ ...zone, university: universities.get(zone.universityId)! }));
}

export async function viewZone(db: Db, slug: string): Promise<ZoneWithUniversity> {
  const zone = await findZone(db, slug);
  if (!zone) throw new DomainError('zone.unknown', 'There is no such zone.');
  const universities = await listUniversities(db);
  return { ...zone, university: universities.find(({ id }) => id === zone.universityId)! };
}

export async function viewRules(db: Db, zoneId: string): Promise<RuleRow[]> {
  return listRulesOfZones(db, [zoneId]);
}

export async function viewTerminals(db: Db, zoneId?: string): Promise<TerminalRow[]> {
  return zoneId === undefined ? listTerminals(db) : listTerminalsOfZone(db, zoneId);
}

/** Newest first; `next` continues where the list was cut off. */
export async function viewPassages(
  db: Db,
  zoneId: string,
  page: { readonly limit: number; readonly beforeId?: string | undefined },
): Promise<{ readonly passages: ShownPassage[]; readonly next: string | null }> {
  const passages = await listPassagesOfZone(db, zoneId, page);
  return { passages, next: passages.length === page.limit ? passages.at(-1)!.id : null };
}
