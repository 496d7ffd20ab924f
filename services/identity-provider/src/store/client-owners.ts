import type { Db } from '@onecampus/database';
import { type Client, findClient } from './clients.ts';

/** What a list of applications shows of each. */
export type ListedClient = Pick<Client, 'id' | 'name' | 'nameRu' | 'state' | 'preset' | 'protocol' | 'origin'> & {
  readonly changedAt: Date;
};

/** Applications of one university, the withdrawn ones last. */
export async function listClientsOfUniversity(db: Db, universityId: string): Promise<ListedClient[]> {
  const { rows } = await db.raw<{ rows: ListedClient[] }>(
    `select id, name, name_ru as "nameRu", state, preset, protocol, origin, changed_at as "changedAt"
     from identity_provider.clients where university_id = ? and protocol = 'oidc' order by state = 'withdrawn', lower(name), id limit 1000`,
    [universityId],
  );
  return rows;
}

/** When this version of a client came to be. */
export async function clientChangedAt(db: Db, id: string): Promise<Date | undefined> {
  const { rows } = await db.raw<{ rows: { changedAt: Date }[] }>(
    `select changed_at as "changedAt" from identity_provider.clients where id = ?`,
    [id],
  );
  return rows[0]?.changedAt;
}

/** Whose clients somebody looks after: one university's, or everybody's. */
export type Owner = { readonly universityId: string } | 'everybody';

/** A client as its owner finds it; what is another's is not there. */
export async function findOwnedClient(db: Db, id: string, owner: Owner): Promise<Client | undefined> {
  const client = await findClient(db, id);
  return client && (owner === 'everybody' || client.universityId === owner.universityId) ? client : undefined;
}

/** The client that a redirect address belongs to, whatever it calls itself. */
export async function findClientByRedirectUri(db: Db, redirectUri: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from identity_provider.clients where redirect_uris @> array[?]::text[] and state <> 'withdrawn'
     order by changed_at desc limit 1`,
    [redirectUri],
  );
  return rows[0]?.id;
}
