import type { Tx } from '@onecampus/database';
import type { StoredAffiliation } from './affiliation.ts';

/** What was believed of a person: an affiliation with its window, and since when until when it was believed. */
export interface Belief {
  readonly id: string;
  readonly affiliation: StoredAffiliation;
  readonly scope: string;
  readonly orgUnit: string | null;
  readonly programme: string | null;
  readonly validFrom: Date;
  /** `null` = open. */
  readonly validUntil: Date | null;
  /** With grace; the second from which it opens nothing. */
  readonly effectiveUntil: Date | null;
  readonly recordedFrom: Date;
  /** `null` = still believed. */
  readonly recordedUntil: Date | null;
}

const columns = `a.id, a.affiliation, a.scope, a.org_unit as "orgUnit", a.programme,
  lower(a.valid) as "validFrom", upper(a.valid) as "validUntil", upper(a.valid) + a.grace as "effectiveUntil",
  lower(a.recorded) as "recordedFrom", upper(a.recorded) as "recordedUntil"`;

/** All beliefs the transaction may see of a person, on both axes: what is believed now first, then what was, newest first. */
export async function listBeliefs(tx: Tx, personId: string): Promise<Belief[]> {
  const { rows } = await tx.raw<{ rows: Belief[] }>(
    `select ${columns} from directory.affiliations a
     where a.source_record_id in (select r.id from directory.source_records r where r.person_id = ?)
     order by upper_inf(a.recorded) desc, upper(a.recorded) desc, lower(a.valid) desc, a.id limit 500`,
    [personId],
  );
  return rows;
}

/** What was so at `validAt`, as it was known at `knownAt`. `null` = at this moment, by the database's clock. */
export async function listBeliefsAsKnown(
  tx: Tx,
  wanted: { readonly personId: string; readonly validAt: Date | null; readonly knownAt: Date | null },
): Promise<Belief[]> {
  const { rows } = await tx.raw<{ rows: Belief[] }>(
    `select ${columns}
     from directory.affiliations_as_known(coalesce(?::timestamptz, now()), coalesce(?::timestamptz, now())) a
     where a.source_record_id in (select r.id from directory.source_records r where r.person_id = ?)
     order by a.scope, a.affiliation, lower(a.valid), a.id`,
    [wanted.validAt, wanted.knownAt, wanted.personId] as never,
  );
  return rows;
}
