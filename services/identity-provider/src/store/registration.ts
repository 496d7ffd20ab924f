import type { Db, Tx } from '@onecampus/database';
import type { Client } from './clients.ts';

/** What applications may become that register with one initial access token. */
export type RegistrationLeave = {
  readonly id: string;
  readonly universityId: string | null;
  readonly label: string;
  readonly redirectHosts: readonly string[];
  readonly scope: string;
  readonly firstParty: boolean;
  readonly registeredState: 'draft' | 'live';
  readonly usesLeft: number;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
};

const columns = `
  id, university_id as "universityId", label, redirect_hosts as "redirectHosts", scope, first_party as "firstParty",
  registered_state as "registeredState", uses_left as "usesLeft", expires_at as "expiresAt", revoked_at as "revokedAt",
  last_used_at as "lastUsedAt"`;

export async function insertLeave(
  tx: Tx,
  leave: Omit<RegistrationLeave, 'revokedAt' | 'lastUsedAt'> & {
    readonly tokenHash: string;
    readonly createdBy: string;
  },
): Promise<void> {
  await tx.raw(
    `insert into identity_provider.initial_access_tokens
       (id, token_hash, university_id, label, redirect_hosts, scope, first_party, registered_state, uses_left, expires_at, created_by)
     values (:id, :tokenHash, :universityId, :label, :redirectHosts, :scope, :firstParty, :registeredState, :usesLeft, :expiresAt, :createdBy)`,
    { ...leave, redirectHosts: [...leave.redirectHosts] } as never,
  );
}

/** Spends one use of a token, in one statement; `undefined` where it is unknown, spent, out of date or withdrawn. */
export async function useLeave(tx: Tx, tokenHash: string): Promise<RegistrationLeave | undefined> {
  const { rows } = await tx.raw<{ rows: RegistrationLeave[] }>(
    `update identity_provider.initial_access_tokens set uses_left = uses_left - 1, last_used_at = now()
     where token_hash = ? and uses_left > 0 and revoked_at is null and expires_at > now()
     returning ${columns}`,
    [tokenHash],
  );
  return rows[0];
}

/** Whose leaves: one university's, or everybody's. */
export type LeaveOwner = { readonly universityId: string } | 'everybody';

const ofOwner = `(:universityId::uuid is null or university_id = :universityId)`;
const ownerIn = (owner: LeaveOwner) => ({ universityId: owner === 'everybody' ? null : owner.universityId });

export async function listLeaves(db: Db, owner: LeaveOwner): Promise<RegistrationLeave[]> {
  const { rows } = await db.raw<{ rows: RegistrationLeave[] }>(
    `select ${columns} from identity_provider.initial_access_tokens where ${ofOwner} order by created_at desc, id`,
    ownerIn(owner) as never,
  );
  return rows;
}

/** `undefined` where there is no such token of this owner's or it was withdrawn before. */
export async function revokeLeave(tx: Tx, id: string, owner: LeaveOwner): Promise<RegistrationLeave | undefined> {
  const { rows } = await tx.raw<{ rows: RegistrationLeave[] }>(
    `update identity_provider.initial_access_tokens set revoked_at = now()
     where id = :id and ${ofOwner} and revoked_at is null returning ${columns}`,
    { id, ...ownerIn(owner) } as never,
  );
  return rows[0];
}

export async function insertRegistrationToken(
  tx: Tx,
  token: { clientId: string; tokenHash: string; leaveId: string },
): Promise<void> {
  await tx.raw(
    `insert into identity_provider.registration_tokens (client_id, token_hash, initial_access_token_id) values (?, ?, ?)`,
    [token.clientId, token.tokenHash, token.leaveId],
  );
}

/** The leave under which a client registered whose own token this is, if it is. */
export async function findLeaveOfClient(
  db: Db,
  asked: { clientId: string; tokenHash: string },
): Promise<(RegistrationLeave & { readonly clientState: Client['state'] }) | undefined> {
  const { rows } = await db.raw<{ rows: (RegistrationLeave & { clientState: Client['state'] })[] }>(
    `select l.*, c.state as "clientState"
     from identity_provider.registration_tokens t
     join identity_provider.clients c on c.id = t.client_id
     join (select ${columns} from identity_provider.initial_access_tokens) l on l.id = t.initial_access_token_id
     where t.client_id = :clientId and t.token_hash = :tokenHash`,
    asked as never,
  );
  return rows[0];
}
