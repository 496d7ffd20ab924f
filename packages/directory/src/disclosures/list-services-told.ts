import type { Db } from '@onecampus/database';
import type { Disclosure } from './record-disclosures.ts';

/** What one service knows about a person by signing him in. */
export interface ServiceTold {
  readonly clientId: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** How often something was told. */
  readonly times: number;
  /** What was told the last time, and on what grounds; names, never values. */
  readonly attributes: readonly string[];
  readonly bases: readonly Disclosure['basis'][];
}

/** The services that were told something about a person, or one who was merged into him, when he signed in; the latest first. */
export async function listServicesTold(db: Db, personId: string): Promise<ServiceTold[]> {
  const { rows } = await db.raw<{ rows: ServiceTold[] }>(
    `with told as (
       select to_party, at, attributes, basis from directory.disclosures
       where person_id in (select directory.same_person(?)) and purpose = 'sign-in' and to_party like 'client:%'),
     services as (
       select to_party, min(at) as "firstAt", max(at) as "lastAt", count(distinct at)::int as times
       from told group by to_party)
     select substr(s.to_party, 8) as "clientId", s."firstAt", s."lastAt", s.times,
            (select array_agg(distinct a order by a) from told t, unnest(t.attributes) as a
             where t.to_party = s.to_party and t.at = s."lastAt") as attributes,
            (select array_agg(distinct t.basis order by t.basis) from told t
             where t.to_party = s.to_party and t.at = s."lastAt") as bases
     from services s order by s."lastAt" desc, s.to_party`,
    [personId],
  );
  return rows;
}
