import type { Tx } from '@onecampus/database';
import type { DangerousRole } from '../rules/dangerous-role.ts';

export interface RoleRequest {
  readonly id: string;
  readonly universityId: string;
  readonly personId: string;
  readonly role: DangerousRole;
  readonly state: 'asked' | 'granted' | 'refused' | 'withdrawn' | 'expired';
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
}

const columns = `id, university_id as "universityId", person_id as "personId", role, state, asked_by as "askedBy", asked_at as "askedAt",
  expires_at as "expiresAt"`;

/** False where the same is asked for already. */
export async function insertRoleRequest(
  tx: Tx,
  asked: Pick<RoleRequest, 'id' | 'universityId' | 'personId' | 'role' | 'askedBy'> & { readonly lifetimeDays: number },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into registrar.role_requests (id, university_id, person_id, role, asked_by, expires_at)
     values (?, ?, ?, ?, ?, now() + make_interval(days => ?))
     on conflict (university_id, person_id, role) where state = 'asked' do nothing`,
    [asked.id, asked.universityId, asked.personId, asked.role, asked.askedBy, asked.lifetimeDays],
  );
  return rowCount === 1;
}

/** Requests to which nobody agreed in time make room for new ones. */
export async function expireRoleRequests(tx: Tx): Promise<void> {
  await tx.raw(
    `update registrar.role_requests set state = 'expired', decided_at = now(), decided_by = 'service:registrar'
     where university_id = directory.current_university() and state = 'asked' and expires_at <= now()`,
  );
}

/** What waits for a second person, the oldest first. */
export async function listRoleRequests(tx: Tx): Promise<RoleRequest[]> {
  const { rows } = await tx.raw<{ rows: RoleRequest[] }>(
    `select ${columns} from registrar.role_requests
     where university_id = directory.current_university() and state = 'asked' and expires_at > now() order by asked_at, id`,
  );
  return rows;
}

export async function findRoleRequest(tx: Tx, id: string): Promise<RoleRequest | undefined> {
  const { rows } = await tx.raw<{ rows: RoleRequest[] }>(
    `select ${columns} from registrar.role_requests where id = ? and university_id = directory.current_university()`,
    [id],
  );
  return rows[0];
}

/**
 * Agrees, once: of two who press the button one changes the row. Not for whoever asked, under whichever of his identities;
 * not after the time. The role itself is given in the same transaction.
 */
export async function grantRequested(tx: Tx, decision: { id: string; by: string; personId: string }): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update registrar.role_requests set state = 'granted', decided_by = ?, decided_at = now()
     where id = ? and university_id = directory.current_university() and state = 'asked' and expires_at > now()
       and directory.canonical_person(substr(asked_by, 8)::uuid) <> directory.canonical_person(?)`,
    [decision.by, decision.id, decision.personId],
  );
  return rowCount === 1;
}

/** Says no, or takes one's own request back. */
export async function closeRoleRequest(
  tx: Tx,
  decision: { id: string; by: string; state: 'refused' | 'withdrawn' },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update registrar.role_requests set state = ?, decided_by = ?, decided_at = now()
     where id = ? and university_id = directory.current_university() and state = 'asked'`,
    [decision.state, decision.by, decision.id],
  );
  return rowCount === 1;
}
