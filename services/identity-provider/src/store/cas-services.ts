import type { Db } from '@onecampus/database';

export type CasService = {
  readonly clientId: string;
  readonly serviceUrl: string;
  readonly origin: string;
  readonly matches: 'exact' | 'below';
  readonly userName: 'subject' | 'eppn';
};

const columns = `client_id as "clientId", service_url as "serviceUrl", origin, matches, user_name as "userName"`;

/** `false` where there is a service of this address already. */
export async function insertCasService(db: Db, service: CasService): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `insert into identity_provider.cas_services (client_id, service_url, origin, matches, user_name)
     values (:clientId, :serviceUrl, :origin, :matches, :userName) on conflict (service_url) do nothing returning 1`,
    service as never,
  );
  return rows.length === 1;
}

export async function findCasService(db: Db, clientId: string): Promise<CasService | undefined> {
  const { rows } = await db.raw<{ rows: CasService[] }>(
    `select ${columns} from identity_provider.cas_services where client_id = ?`,
    [clientId],
  );
  return rows[0];
}

/** Those at one host that may sign people in, the most particular place first. */
export async function listLiveCasServicesAt(db: Db, origin: string): Promise<CasService[]> {
  const { rows } = await db.raw<{ rows: CasService[] }>(
    `select ${columns} from identity_provider.cas_services s
     where origin = ? and exists (
       select from identity_provider.clients c where c.id = s.client_id and c.state = 'live' and c.protocol = 'cas')
     order by length(service_url) desc`,
    [origin],
  );
  return rows;
}
