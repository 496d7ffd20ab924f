import type { Db, Tx } from '@onecampus/database';

/** What is decided for the whole consortium, by its officers. */
export type ConsortiumKind =
  | 'rotate-keys'
  | 'return-to-key'
  | 'withdraw-key'
  | 'grant-role'
  | 'revoke-role'
  | 'first-party';
/** What is decided about a university's own provider, by its administrators. */
export type UpstreamKind = 'put-upstream-live' | 'change-upstream';
/** That it is really him who is about to enrol the first factor of somebody with power. */
export type FirstFactorKind = 'first-factor';
export type RequestKind = ConsortiumKind | UpstreamKind | FirstFactorKind;

/** What one person asks for and another one decides. */
export interface ConsortiumRequest {
  readonly id: string;
  readonly kind: RequestKind;
  /** The id of a key, a person or a provider; `null` where it is about all keys. */
  readonly subject: string | null;
  /** Whose administrators decide; `null` where the officers do. */
  readonly universityId: string | null;
  readonly details: Readonly<Record<string, string | number>>;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly outcome: 'agreed' | 'refused' | null;
}

const columns = `id, kind, subject, reason, asked_by as "askedBy", asked_at as "askedAt", expires_at as "expiresAt",
  decided_by as "decidedBy", decided_at as "decidedAt", outcome, university_id as "universityId", details`;

/** The people who look after the consortium's keys, whoever became part of whom. */
export async function listOfficers(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select distinct directory.canonical_person(person_id) as id from identity_provider.consortium_roles
     where role = 'security-officer' and revoked_at is null order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Whether this human is one of them, by whichever of his accounts. */
export async function isOfficer(db: Db, personId: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select from identity_provider.consortium_roles
     where directory.canonical_person(person_id) = directory.canonical_person(?) and revoked_at is null limit 1`,
    [personId],
  );
  return rows.length > 0;
}

/** Nobody becomes one, or stops being one, while somebody else is being counted. */
export async function lockOfficers(tx: Tx): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('identity_provider.officers'))`);
}

export async function grantOfficer(tx: Tx, personId: string, by: string): Promise<void> {
  await tx.raw(
    `insert into identity_provider.consortium_roles (person_id, role, granted_by) values (?, 'security-officer', ?)
     on conflict (person_id, role) where revoked_at is null do nothing`,
    [personId, by],
  );
}

export async function revokeOfficer(tx: Tx, personId: string, by: string): Promise<void> {
  await tx.raw(
    `update identity_provider.consortium_roles set revoked_at = now(), revoked_by = ?
     where person_id in (select directory.same_person(?)) and revoked_at is null`,
    [by, personId],
  );
}

/** `false` where the same is being asked already. */
export async function insertRequest(
  tx: Tx,
  request: Pick<ConsortiumRequest, 'id' | 'kind' | 'subject' | 'reason' | 'askedBy'> &
    Partial<Pick<ConsortiumRequest, 'universityId' | 'details'>>,
): Promise<boolean> {
  // What nobody decided in its day makes room.
  await tx.raw(
    `update identity_provider.consortium_requests set outcome = 'refused', decided_by = asked_by, decided_at = expires_at - interval '1 second'
     where outcome is null and expires_at <= now()`,
  );
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `insert into identity_provider.consortium_requests (id, kind, subject, reason, asked_by, university_id, details)
     values (:id, :kind, :subject, :reason, :askedBy, :universityId, :details) on conflict do nothing returning 1`,
    { universityId: null, ...request, details: JSON.stringify(request.details ?? {}) } as never,
  );
  return rows.length === 1;
}

/** Those about the whole consortium, and the open ones of universities: the open ones first, then the latest that were decided. */
export async function listRequests(db: Db, limit: number): Promise<ConsortiumRequest[]> {
  const { rows } = await db.raw<{ rows: ConsortiumRequest[] }>(
    `select ${columns} from identity_provider.consortium_requests
     where university_id is null or (outcome is null and expires_at > now())
     order by (outcome is null and expires_at > now()) desc, asked_at desc limit ?`,
    [limit],
  );
  return rows;
}

/** What one university's administrators have to decide. */
export async function listOpenRequestsOf(
  db: Db,
  universityId: string,
  kinds: readonly RequestKind[],
): Promise<ConsortiumRequest[]> {
  const { rows } = await db.raw<{ rows: ConsortiumRequest[] }>(
    `select ${columns} from identity_provider.consortium_requests
     where university_id = ? and kind = any(?::text[]) and outcome is null and expires_at > now() order by asked_at`,
    [universityId, [...kinds]] as never,
  );
  return rows;
}

/** Nobody decides any more about what is not there any more, or not as it was; returns what was open. */
export async function withdrawRequestsOn(
  tx: Tx,
  about: { readonly subject: string; readonly universityId: string },
): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `update identity_provider.consortium_requests set outcome = 'refused', decided_by = asked_by, decided_at = now()
     where subject = :subject and university_id = :universityId and outcome is null and expires_at > now() returning id`,
    about as never,
  );
  return rows.map(({ id }) => id);
}

/** Takes the decision, once; `undefined` where there is none to take any more. */
export async function decideRequest(
  tx: Tx,
  decision: { readonly id: string; readonly by: string; readonly outcome: 'agreed' | 'refused' },
): Promise<ConsortiumRequest | undefined> {
  const { rows } = await tx.raw<{ rows: ConsortiumRequest[] }>(
    `update identity_provider.consortium_requests set outcome = :outcome, decided_by = :by, decided_at = now()
     where id = :id and outcome is null and expires_at > now() returning ${columns}`,
    decision as never,
  );
  return rows[0];
}

export async function findRequest(db: Db, id: string): Promise<ConsortiumRequest | undefined> {
  const { rows } = await db.raw<{ rows: ConsortiumRequest[] }>(
    `select ${columns} from identity_provider.consortium_requests where id = ?`,
    [id],
  );
  return rows[0];
}

/** Whether two accounts are one human's. */
export async function isSamePerson(db: Db, one: string, other: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { same: boolean }[] }>(
    'select directory.canonical_person(?) = directory.canonical_person(?) as same',
    [one, other],
  );
  return rows[0]!.same;
}
