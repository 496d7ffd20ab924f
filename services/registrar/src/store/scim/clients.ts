import type { Db, Tx } from '@onecampus/database';

export interface ScimClient {
  readonly clientId: string;
  readonly boundBy: string;
  readonly boundAt: Date;
}

export async function listClients(db: Db, universityId: string): Promise<ScimClient[]> {
  const { rows } = await db.raw<{ rows: ScimClient[] }>(
    `select client_id as "clientId", bound_by as "boundBy", bound_at as "boundAt"
     from registrar.scim_clients where university_id = ? order by client_id`,
    [universityId],
  );
  return rows;
}

/** Binds a client where it is bound to no university; false where it is. */
export async function insertClient(
  tx: Tx,
  client: { readonly clientId: string; readonly universityId: string; readonly by: string },
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `insert into registrar.scim_clients (client_id, university_id, bound_by) values (?, ?, ?)
     on conflict (client_id) do nothing returning client_id`,
    [client.clientId, client.universityId, client.by],
  );
  return rows.length === 1;
}

export async function deleteClient(tx: Tx, client: { clientId: string; universityId: string }): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    'delete from registrar.scim_clients where client_id = ? and university_id = ? returning client_id',
    [client.clientId, client.universityId],
  );
  return rows.length === 1;
}

/** The slug of the university for which a client speaks. */
export async function findClientUniversity(db: Db, clientId: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { slug: string }[] }>(
    `select u.slug from registrar.scim_clients c join directory.universities u on u.id = c.university_id
     where c.client_id = ? and u.status in ('onboarding', 'active')`,
    [clientId],
  );
  return rows[0]?.slug;
}
