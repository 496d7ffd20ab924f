import { compileRules } from '@onecampus/access-rules';
import type { University } from '@onecampus/directory';
import type { Logger } from '@onecampus/runtime';
import { ruleOfRow, zoneOfRow } from '../rules/rule-of-row.ts';
import type { RuleRow } from '../store/rules.ts';
import type { ZoneRow } from '../store/zones.ts';
import type { SnapshotZone } from './snapshot.ts';

/**
 * Puts zones and rules together. A zone of which one rule cannot be understood is closed as a whole, for to leave out a
 * single rule could let in whom it keeps out.
 */
export function zonesOfRows(
  zones: readonly ZoneRow[],
  rules: readonly RuleRow[],
  universities: readonly University[],
  log: Logger,
): { readonly zones: SnapshotZone[]; readonly closed: string[] } {
  const rulesOf = Map.groupBy(rules, (rule) => rule.zoneId);
  const understood: SnapshotZone[] = [];
  const closed: string[] = [];
  for (const row of zones) {
    try {
      const university = universities.find((one) => one.id === row.universityId);
      const zone = zoneOfRow(row, university?.homeOrganization ?? '');
      const ofZone = (rulesOf.get(row.id) ?? []).map((rule) => ruleOfRow(rule, row.slug));
      compileRules([zone], ofZone);
      understood.push({ id: row.id, zone, universityId: row.universityId, rules: ofZone });
    } catch (error) {
      log.error({ err: error, zone: row.slug }, 'the rules of a zone cannot be understood; the zone is closed');
      closed.push(row.slug);
    }
  }
  return { zones: understood, closed };
}
