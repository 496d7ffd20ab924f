import type { Db, Tx } from '@onecampus/database';

export type Passkey = {
  readonly id: string;
  readonly personId: string;
  /** base64url, as the authenticator named it. */
  readonly credentialId: string;
  /** COSE_Key. */
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly aaguid: string | null;
  readonly backedUp: boolean;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

const columns = `p.id, p.person_id as "personId", p.credential_id as "credentialId", p.public_key as "publicKey",
  p.counter::float8 as counter, p.transports, p.aaguid, p.backed_up as "backedUp", p.name,
  p.created_at as "createdAt", p.last_used_at as "lastUsedAt"`;

/** A passkey with the account that it opens. */
export type PasskeyWithOwner = Passkey & {
  readonly referenceId: string;
  readonly state: 'active' | 'locked';
  readonly epoch: number;
  readonly userHandle: string | null;
};

export async function findPasskey(db: Db, credentialId: string): Promise<PasskeyWithOwner | undefined> {
  const { rows } = await db.raw<{ rows: PasskeyWithOwner[] }>(
    `select ${columns}, a.reference_id as "referenceId", a.state, a.epoch, a.user_handle as "userHandle"
     from identity_provider.passkeys p join identity_provider.accounts a using (person_id)
     where p.credential_id = ?`,
    [credentialId],
  );
  return rows[0];
}

/** The oldest first. */
export async function listPasskeys(db: Db, personId: string): Promise<Passkey[]> {
  const { rows } = await db.raw<{ rows: Passkey[] }>(
    `select ${columns} from identity_provider.passkeys p where p.person_id = ? order by p.created_at, p.id`,
    [personId],
  );
  return rows;
}

/** Adds one, unless the same credential is there already or the account holds `most` of them. */
export async function addPasskey(
  tx: Tx,
  passkey: Omit<Passkey, 'createdAt' | 'lastUsedAt'>,
  most: number,
): Promise<boolean> {
  // Two tabs that add at the same moment are counted one after the other.
  await tx.raw('select 1 from identity_provider.accounts where person_id = ? for update', [passkey.personId]);
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into identity_provider.passkeys
       (id, person_id, credential_id, public_key, counter, transports, aaguid, backed_up, name)
     select :id, :personId, :credentialId, :publicKey, :counter, :transports, :aaguid, :backedUp, :name
     where (select count(*) from identity_provider.passkeys where person_id = :personId) < :most
     on conflict (credential_id) do nothing`,
    { ...passkey, transports: [...passkey.transports], most } as never,
  );
  return rowCount === 1;
}

/**
 * Notes that a passkey was used. The counter may only rise, or stay at nought where the authenticator keeps none: an older
 * one means that there is a copy (WebAuthn §7.2 step 22). One statement, so the same answer shown twice counts once.
 */
export async function usePasskey(
  tx: Tx,
  use: { readonly id: string; readonly counter: number; readonly backedUp: boolean },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.passkeys set counter = :counter, backed_up = :backedUp, last_used_at = now()
     where id = :id and (counter < :counter or (counter = 0 and :counter = 0))`,
    use as never,
  );
  return rowCount === 1;
}

export async function renamePasskey(tx: Tx, personId: string, id: string, name: string): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    'update identity_provider.passkeys set name = ? where person_id = ? and id = ?',
    [name, personId, id],
  );
  return rowCount === 1;
}

/** Removes one and says what it was called. */
export async function removePasskey(tx: Tx, personId: string, id: string): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { name: string }[] }>(
    'delete from identity_provider.passkeys where person_id = ? and id = ? returning name',
    [personId, id],
  );
  return rows[0]?.name;
}

/** What authenticators know the owner of this account by: drawn at the first question, the same ever after. */
export async function ensureUserHandle(db: Db, personId: string, drawn: string): Promise<string> {
  const { rows } = await db.raw<{ rows: { handle: string }[] }>(
    `update identity_provider.accounts set user_handle = coalesce(user_handle, ?) where person_id = ?
     returning user_handle as handle`,
    [drawn, personId],
  );
  return rows[0]!.handle;
}
