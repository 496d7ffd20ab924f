import type { Db, Tx } from '@onecampus/database';
import type { RecoveryCourse, RecoveryDocument } from '../rules/recovery-state.ts';

export interface Recovery extends RecoveryCourse {
  readonly id: string;
  readonly personId: string;
  readonly universityId: string;
  readonly document: RecoveryDocument;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly approvedBy: string | null;
  readonly codesIssued: number;
}

export interface NamedRecovery extends Recovery {
  readonly name: string;
  readonly login: string | null;
  readonly openedByName: string;
  readonly approvedByName: string | null;
}

const columns = `r.id, r.person_id as "personId", r.university_id as "universityId", r.document, r.opened_by as "openedBy",
  r.opened_at as "openedAt", r.approved_by as "approvedBy", r.approved_at as "approvedAt", r.ready_at as "readyAt",
  r.closes_at as "closesAt", r.ended_as as "endedAs", r.codes_issued as "codesIssued"`;

const nameOf = (person: string) =>
  `(select concat_ws(' ', n.family_name, n.given_name, n.patronymic) from directory.person_names n
    where n.person_id = directory.canonical_person(${person}))`;
const named = `${columns}, coalesce(${nameOf('r.person_id')}, '') as name, coalesce(${nameOf('r.opened_by')}, '') as "openedByName",
  ${nameOf('r.approved_by')} as "approvedByName",
  (select min(i.value) from directory.identifiers i
   where i.person_id = directory.canonical_person(r.person_id) and i.university_id = r.university_id
     and i.scheme = 'eppn' and i.state = 'current') as login`;

/** Two identities of one human, who may have been brought together since. */
const differ = (one: string, other: string) =>
  `directory.canonical_person(${one}) is distinct from directory.canonical_person(${other})`;

/** Closes what was left lying, so that it is in nobody's way. */
export async function expireRecoveries(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.raw(
    `update identity_provider.recoveries set ended_at = :now, ended_as = 'expired', ended_by = 'service:identity-provider'
     where person_id = :personId and ended_at is null and closes_at <= :now`,
    { personId, now } as never,
  );
}

/**
 * Whether its owner proves here who he is, and not at a provider of his university's alone: a second factor that he has lost
 * keeps him from his own settings, whoever else lets him in.
 */
export async function provesHere(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: { here: boolean }[] }>(
    `select exists (select from identity_provider.passwords where person_id = :personId)
         or exists (select from identity_provider.imported_passwords where person_id = :personId)
         or exists (select from identity_provider.totp where person_id = :personId and confirmed_at is not null)
         or exists (select from identity_provider.passkeys where person_id = :personId) as here`,
    { personId } as never,
  );
  return rows[0]!.here;
}

/** Whether a password would open the account at all. */
export async function accountIsOpen(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `select 1 from identity_provider.accounts where person_id = ? and state = 'active' and closed_at is null`,
    [personId],
  );
  return rows.length === 1;
}

/** `false` where one is open already, or where somebody would open his own. */
export async function insertRecovery(
  tx: Tx,
  recovery: {
    id: string;
    personId: string;
    universityId: string;
    document: RecoveryDocument;
    openedBy: string;
    openedAt: Date;
    closesAt: Date;
  },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into identity_provider.recoveries (id, person_id, university_id, document, opened_by, opened_at, closes_at)
     select :id, :personId, :universityId, :document, :openedBy, :openedAt, :closesAt
     where ${differ('cast(:openedBy as uuid)', 'cast(:personId as uuid)')}
     on conflict (person_id) where ended_at is null do nothing`,
    recovery as never,
  );
  return rowCount === 1;
}

/** Within its university, held until the transaction ends. */
export async function lockRecovery(tx: Tx, universityId: string, id: string): Promise<Recovery | undefined> {
  const { rows } = await tx.raw<{ rows: Recovery[] }>(
    `select ${columns} from identity_provider.recoveries r where r.university_id = ? and r.id = ? for update`,
    [universityId, id],
  );
  return rows[0];
}

export async function isSameHuman(tx: Tx, one: string, other: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: { differ: boolean }[] }>(
    `select ${differ('cast(? as uuid)', 'cast(? as uuid)')} as differ`,
    [one, other],
  );
  return !rows[0]!.differ;
}

/** The second pair of eyes; the statement itself looks that it is one. */
export async function approveRecovery(
  tx: Tx,
  order: { id: string; by: string; now: Date; readyAt: Date },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.recoveries r set approved_by = :by, approved_at = :now, ready_at = :readyAt
     where r.id = :id and r.ended_at is null and r.approved_at is null and r.closes_at > :now
       and ${differ('cast(:by as uuid)', 'r.opened_by')} and ${differ('cast(:by as uuid)', 'r.person_id')}`,
    order as never,
  );
  return rowCount === 1;
}

/** Puts a new code in the place of an older one, once the time to stop it has passed. */
export async function saveRecoveryCode(
  tx: Tx,
  order: { id: string; by: string; codeHash: string; now: Date; expiresAt: Date },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.recoveries r
     set code_hash = :codeHash, code_expires_at = :expiresAt, code_issued_by = :by, codes_issued = r.codes_issued + 1
     where r.id = :id and r.ended_at is null and r.ready_at <= :now and r.closes_at > :now and r.codes_issued < 5
       and ${differ('cast(:by as uuid)', 'r.person_id')}`,
    order as never,
  );
  return rowCount === 1;
}

const redeemable = `r.code_hash = :codeHash and r.code_expires_at > :now and r.ended_at is null and r.ready_at <= :now
  and r.closes_at > :now and a.person_id = r.person_id and a.state = 'active' and a.closed_at is null`;

/** Whose recovery a code finishes, where it stands. */
export async function findByRecoveryCode(db: Db, codeHash: string, now: Date): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { personId: string }[] }>(
    `select r.person_id as "personId" from identity_provider.recoveries r, identity_provider.accounts a where ${redeemable}`,
    { codeHash, now } as never,
  );
  return rows[0]?.personId;
}

export type FinishedRecovery = {
  readonly id: string;
  readonly personId: string;
  readonly referenceId: string;
  readonly universityId: string;
};

/** One statement redeems the code: of many at once, one gets the account. */
export async function finishRecovery(tx: Tx, codeHash: string, now: Date): Promise<FinishedRecovery | undefined> {
  const { rows } = await tx.raw<{ rows: FinishedRecovery[] }>(
    `update identity_provider.recoveries r
     set ended_at = :now, ended_as = 'finished', ended_by = 'person:' || r.person_id
     from identity_provider.accounts a where ${redeemable}
     returning r.id, a.person_id as "personId", a.reference_id as "referenceId", r.university_id as "universityId"`,
    { codeHash, now } as never,
  );
  return rows[0];
}

/** Ends one that goes on, without effect; whose it was. */
export async function endRecovery(
  tx: Tx,
  order: { id: string; as: 'refused' | 'aborted'; by: string; now: Date },
): Promise<{ personId: string; universityId: string } | undefined> {
  const { rows } = await tx.raw<{ rows: { personId: string; universityId: string }[] }>(
    `update identity_provider.recoveries set ended_at = :now, ended_as = :as, ended_by = :by
     where id = :id and ended_at is null returning person_id as "personId", university_id as "universityId"`,
    order as never,
  );
  return rows[0];
}

export async function findNamedRecovery(db: Db, universityId: string, id: string): Promise<NamedRecovery | undefined> {
  const { rows } = await db.raw<{ rows: NamedRecovery[] }>(
    `select ${named} from identity_provider.recoveries r where r.university_id = ? and r.id = ?`,
    [universityId, id],
  );
  return rows[0];
}

/** The latest first. */
export async function listRecoveries(db: Db, universityId: string, limit: number): Promise<NamedRecovery[]> {
  const { rows } = await db.raw<{ rows: NamedRecovery[] }>(
    `select ${named} from identity_provider.recoveries r where r.university_id = ?
     order by r.ended_at is not null, r.opened_at desc, r.id limit ?`,
    [universityId, limit],
  );
  return rows;
}

/** The recovery of an account that goes on, for its owner. */
export async function findOpenRecovery(db: Db, personId: string, now: Date): Promise<Recovery | undefined> {
  const { rows } = await db.raw<{ rows: Recovery[] }>(
    `select ${columns} from identity_provider.recoveries r
     where r.person_id = :personId and r.ended_at is null and r.closes_at > :now`,
    { personId, now } as never,
  );
  return rows[0];
}

export async function findRecovery(db: Db, id: string): Promise<Recovery | undefined> {
  const { rows } = await db.raw<{ rows: Recovery[] }>(
    `select ${columns} from identity_provider.recoveries r where r.id = ?`,
    [id],
  );
  return rows[0];
}
