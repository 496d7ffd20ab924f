import type { Db, Tx } from '@onecampus/database';

/** Somebody on a university's roll, as an invitation needs him. */
export interface Invitee {
  readonly personId: string;
  readonly referenceId: string;
  readonly name: string;
  readonly login: string | null;
  readonly hasWayIn: boolean;
  readonly locale: 'ru' | 'en';
}

const wayIn = `exists (
  select from directory.same_person(p.id) as same (id)
  where exists (select from identity_provider.passwords w where w.person_id = same.id)
     or exists (select from identity_provider.imported_passwords o where o.person_id = same.id)
     or exists (select from identity_provider.passkeys k where k.person_id = same.id)
     or exists (select from identity_provider.upstream_links l where l.person_id = same.id))`;

const invitee = `
  p.id as "personId", p.reference_id as "referenceId", concat_ws(' ', n.family_name, n.given_name, n.patronymic) as name,
  (select min(i.value) from directory.identifiers i
   where i.person_id = p.id and i.university_id = :universityId and i.scheme = 'eppn' and i.state = 'current') as login,
  ${wayIn} as "hasWayIn", coalesce((select a.locale from identity_provider.accounts a where a.person_id = p.id), 'ru') as locale`;

const member = `exists (select from directory.effective_affiliations a where a.person_id = p.id and a.university_id = :universityId)`;

/** Those of these people who belong to the university now. */
export async function listInvitees(db: Db, universityId: string, personIds: readonly string[]): Promise<Invitee[]> {
  const { rows } = await db.raw<{ rows: Invitee[] }>(
    `select ${invitee} from directory.people p join directory.person_names n on n.person_id = p.id
     where p.id = any(:personIds::uuid[]) and p.status = 'active' and ${member}`,
    { universityId, personIds: [...personIds] } as never,
  );
  return rows;
}

/** People of the university who cannot sign in yet and hold no invitation, by name. */
export async function listUninvited(db: Db, universityId: string, limit: number): Promise<Invitee[]> {
  const { rows } = await db.raw<{ rows: Invitee[] }>(
    `select ${invitee} from directory.people p join directory.person_names n on n.person_id = p.id
     where p.status = 'active' and ${member} and not ${wayIn}
       and not exists (select from identity_provider.invitations v where v.person_id = p.id and v.used_at is null
                       and v.revoked_at is null and v.expires_at > now())
     order by n.family_name, n.given_name, p.id limit :limit`,
    { universityId, limit } as never,
  );
  return rows;
}

/** Puts a new invitation in the place of whatever this person holds. */
export async function insertInvitation(
  tx: Tx,
  invitation: {
    id: string;
    universityId: string;
    personId: string;
    way: 'mail' | 'print';
    secretHash: string;
    createdBy: string;
    expiresAt: Date;
  },
): Promise<void> {
  // Two who invite the same person at once take turns at his account.
  await tx.raw('select from identity_provider.accounts where person_id = ? for update', [invitation.personId]);
  await tx.raw(
    `update identity_provider.invitations set revoked_at = now(), revoked_by = ?
     where person_id = ? and used_at is null and revoked_at is null`,
    [invitation.createdBy, invitation.personId],
  );
  await tx.raw(
    `insert into identity_provider.invitations (id, university_id, person_id, way, secret_hash, created_by, expires_at)
     values (:id, :universityId, :personId, :way, :secretHash, :createdBy, :expiresAt)`,
    invitation as never,
  );
}

/** An invitation that may be taken up, and who would be. */
export interface OpenInvitation {
  readonly personId: string;
  readonly referenceId: string;
  readonly universityId: string;
  readonly name: string;
  readonly login: string | null;
}

const open = `v.used_at is null and v.revoked_at is null and v.expires_at > :now and a.state = 'active' and a.closed_at is null
  and p.status = 'active'`;

export async function findOpenInvitation(db: Db, secretHash: string, now: Date): Promise<OpenInvitation | undefined> {
  const { rows } = await db.raw<{ rows: OpenInvitation[] }>(
    `select a.person_id as "personId", a.reference_id as "referenceId", v.university_id as "universityId",
       concat_ws(' ', n.family_name, n.given_name, n.patronymic) as name,
       (select min(i.value) from directory.identifiers i
        where i.person_id = p.id and i.university_id = v.university_id and i.scheme = 'eppn' and i.state = 'current') as login
     from identity_provider.invitations v join identity_provider.accounts a using (person_id)
     join directory.people p on p.id = v.person_id join directory.person_names n on n.person_id = p.id
     where v.secret_hash = :secretHash and ${open} and not ${wayIn}`,
    { secretHash, now } as never,
  );
  return rows[0];
}

/**
 * One statement takes an invitation up, and none where the person has found another way in meanwhile: an invitation never
 * replaces a password.
 */
export async function redeemInvitation(
  tx: Tx,
  secretHash: string,
  now: Date,
): Promise<{ id: string; personId: string; referenceId: string; universityId: string } | undefined> {
  const { rows } = await tx.raw<{
    rows: { id: string; personId: string; referenceId: string; universityId: string }[];
  }>(
    `update identity_provider.invitations v set used_at = :now
     from identity_provider.accounts a, directory.people p
     where v.secret_hash = :secretHash and a.person_id = v.person_id and p.id = v.person_id and ${open} and not ${wayIn}
     returning v.id, a.person_id as "personId", a.reference_id as "referenceId", v.university_id as "universityId"`,
    { secretHash, now } as never,
  );
  return rows[0];
}

export async function revokeInvitation(
  tx: Tx,
  universityId: string,
  id: string,
  by: string,
): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { personId: string }[] }>(
    `update identity_provider.invitations set revoked_at = now(), revoked_by = ?
     where university_id = ? and id = ? and used_at is null and revoked_at is null returning person_id as "personId"`,
    [by, universityId, id],
  );
  return rows[0]?.personId;
}

export interface ListedInvitation {
  readonly id: string;
  readonly name: string;
  readonly login: string | null;
  readonly way: 'mail' | 'print';
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The latest first. */
export async function listInvitations(db: Db, universityId: string, limit: number): Promise<ListedInvitation[]> {
  const { rows } = await db.raw<{ rows: ListedInvitation[] }>(
    `select v.id, concat_ws(' ', n.family_name, n.given_name, n.patronymic) as name, v.way, v.created_at as "createdAt",
       v.expires_at as "expiresAt", v.used_at as "usedAt", v.revoked_at as "revokedAt",
       (select min(i.value) from directory.identifiers i
        where i.person_id = v.person_id and i.university_id = v.university_id and i.scheme = 'eppn' and i.state = 'current') as login
     from identity_provider.invitations v left join directory.person_names n on n.person_id = v.person_id
     where v.university_id = ? order by v.created_at desc, v.id desc limit ?`,
    [universityId, limit],
  );
  return rows;
}
