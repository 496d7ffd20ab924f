import type { Db } from '@onecampus/database';
import type { Client } from './clients.ts';

/** What a list of services that speak SAML or CAS shows of each. */
export type ListedFrontService = Pick<Client, 'id' | 'name' | 'nameRu' | 'state' | 'protocol'> & {
  /** SAML's entity id or the CAS service's address. */
  readonly address: string;
  readonly changedAt: Date;
};

/** Those of one university, the withdrawn ones last. */
export async function listFrontServices(db: Db, universityId: string): Promise<ListedFrontService[]> {
  const { rows } = await db.raw<{ rows: ListedFrontService[] }>(
    `select c.id, c.name, c.name_ru as "nameRu", c.state, c.protocol, coalesce(s.entity_id, a.service_url) as address,
            c.changed_at as "changedAt"
     from identity_provider.clients c
     left join identity_provider.saml_services s on s.client_id = c.id
     left join identity_provider.cas_services a on a.client_id = c.id
     where c.university_id = ? and c.protocol in ('saml', 'cas')
     order by c.state = 'withdrawn', lower(c.name), c.id limit 1000`,
    [universityId],
  );
  return rows;
}
