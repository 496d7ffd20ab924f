import type { Db, Tx } from '@onecampus/database';

/** A rule as stored; what the columns of JSON hold is checked where it is turned into a rule. Times are epoch milliseconds. */
export interface RuleRow {
  readonly id: string;
  readonly zoneId: string;
  readonly name: string;
  readonly effect: string;
  readonly priority: number;
  readonly audience: unknown;
  readonly schedule: unknown;
  readonly validFrom: number | null;
  readonly validTo: number | null;
  readonly purposeRu: string | null;
  readonly purposeEn: string | null;
  readonly reasonRu: string | null;
  readonly reasonEn: string | null;
}

const columns = `id, zone_id as "zoneId", name, effect, priority::int as priority, audience, schedule,
  extract(epoch from lower(valid))::float8 * 1000 as "validFrom",
  extract(epoch from upper(valid))::float8 * 1000 as "validTo",
  purpose_ru as "purposeRu", purpose_en as "purposeEn", reason_ru as "reasonRu", reason_en as "reasonEn"`;

/** The live rules of all zones. */
export async function listRules(db: Db): Promise<RuleRow[]> {
  const { rows } = await db.raw<{ rows: RuleRow[] }>(
    `select ${columns} from access_checker.rules where withdrawn_at is null order by zone_id, name`,
  );
  return rows;
}

/** The live rules of these zones. */
export async function listRulesOfZones(db: Db, zoneIds: readonly string[]): Promise<RuleRow[]> {
  const { rows } = await db.raw<{ rows: RuleRow[] }>(
    `select ${columns} from access_checker.rules
     where withdrawn_at is null and zone_id = any(?::uuid[]) order by zone_id, name`,
    [[...zoneIds]] as never,
  );
  return rows;
}

/** Zones with a live rule that names somebody. */
export async function listZonesNamingPeople(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { zoneId: string }[] }>(
    `select distinct zone_id as "zoneId" from access_checker.rules where withdrawn_at is null and audience::text like '%"person_id"%'`,
  );
  return rows.map((row) => row.zoneId);
}

export async function insertRule(tx: Tx, rule: RuleRow & { readonly createdBy: string }): Promise<void> {
  await tx.raw(
    `insert into access_checker.rules
       (id, zone_id, name, effect, priority, audience, schedule, valid, purpose_ru, purpose_en, reason_ru, reason_en, created_by)
     values (?, ?, ?, ?, ?, ?, ?, tstzrange(to_timestamp(?::float8 / 1000), to_timestamp(?::float8 / 1000)), ?, ?, ?, ?, ?)`,
    [
      rule.id,
      rule.zoneId,
      rule.name,
      rule.effect,
      rule.priority,
      JSON.stringify(rule.audience),
      JSON.stringify(rule.schedule),
      rule.validFrom,
      rule.validTo,
      rule.purposeRu,
      rule.purposeEn,
      rule.reasonRu,
      rule.reasonEn,
      rule.createdBy,
    ] as never,
  );
}

export async function withdrawRules(tx: Tx, ids: readonly string[], withdrawnBy: string): Promise<void> {
  await tx.raw(
    `update access_checker.rules set withdrawn_at = now(), withdrawn_by = ?
     where id = any(?::uuid[]) and withdrawn_at is null`,
    [withdrawnBy, [...ids]] as never,
  );
}
