import type { Db } from '@onecampus/database';

/** One entry of the audit trail about an erasure, with its place in the university's chain once it is linked. */
export interface TrailEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly chain: string | null;
  readonly n: string | null;
  readonly hash: string | null;
}

/** Everything that the trail has of one erasure, in the order in which it happened. */
export async function listErasureTrail(db: Db, personId: string, erasureId: string): Promise<TrailEntry[]> {
  const { rows } = await db.raw<{ rows: TrailEntry[] }>(
    `select a.id::text as id, a.at, a.actor, a.action, a.details, l.chain, l.n::text as n, encode(l.hash, 'hex') as hash
     from directory.audit_trail a left join directory.audit_links l on l.entry_id = a.id
     where a.subject = ? and a.details ->> 'erasure' = ?
       and a.action in ('erasure.asked', 'erasure.withdrawn', 'person.erased')
     order by a.id`,
    [`person:${personId}`, erasureId],
  );
  return rows;
}

export interface ActParties {
  readonly university: string;
  readonly nameRu: string;
  readonly nameEn: string;
  readonly operatorRegistration: string | null;
  readonly personReference: string;
}

export async function findActParties(db: Db, universityId: string, personId: string): Promise<ActParties> {
  const { rows } = await db.raw<{ rows: ActParties[] }>(
    `select u.slug as university, u.name_ru as "nameRu", u.name_en as "nameEn", u.operator_registration as "operatorRegistration",
            p.reference_id as "personReference"
     from directory.universities u cross join directory.people p where u.id = ? and p.id = ?`,
    [universityId, personId],
  );
  return rows[0]!;
}
