import type { Db, Tx } from '@onecampus/database';
import type { University } from '@onecampus/directory';

export interface ScimToken {
  readonly id: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const columns = `id, name, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

export async function listTokens(db: Db, universityId: string): Promise<ScimToken[]> {
  const { rows } = await db.raw<{ rows: ScimToken[] }>(
    `select ${columns} from registrar.scim_tokens where university_id = ? order by created_at desc limit 100`,
    [universityId],
  );
  return rows;
}

/** Puts a token in one of the university's two places; nothing where somebody holds it. */
export async function insertToken(
  tx: Tx,
  token: {
    readonly id: string;
    readonly universityId: string;
    readonly name: string;
    readonly hash: string;
    readonly slot: 1 | 2;
    readonly createdBy: string;
    readonly expiresAt: Date;
  },
): Promise<ScimToken | undefined> {
  const { rows } = await tx.raw<{ rows: ScimToken[] }>(
    `insert into registrar.scim_tokens (id, university_id, name, token_hash, slot, created_by, expires_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (university_id, slot) where revoked_at is null do nothing
     returning ${columns}`,
    [token.id, token.universityId, token.name, token.hash, token.slot, token.createdBy, token.expiresAt] as never,
  );
  return rows[0];
}

/** Frees the places of tokens that have expired. */
export async function retireExpiredTokens(tx: Tx, universityId: string): Promise<void> {
  await tx.raw(
    `update registrar.scim_tokens set revoked_at = now(), revoked_by = 'service:registrar'
     where university_id = ? and revoked_at is null and expires_at <= now()`,
    [universityId],
  );
}

export async function revokeToken(tx: Tx, token: { id: string; universityId: string; by: string }): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update registrar.scim_tokens set revoked_at = now(), revoked_by = ?
     where id = ? and university_id = ? and revoked_at is null returning id`,
    [token.by, token.id, token.universityId],
  );
  return rows.length === 1;
}

export interface PresentedToken extends University {
  readonly tokenId: string;
  /** The last use is on record and younger than a minute. */
  readonly isNoted: boolean;
}

/** The living token of this hash with its university. */
export async function findToken(db: Db, hash: string): Promise<PresentedToken | undefined> {
  const { rows } = await db.raw<{ rows: PresentedToken[] }>(
    `select t.id as "tokenId", coalesce(t.last_used_at > now() - interval '1 minute', false) as "isNoted",
            u.id, u.slug, u.home_organization as "homeOrganization",
            array(select s.scope from directory.university_scopes s where s.university_id = u.id order by s.scope) as scopes,
            json_build_object('ru', u.name_ru, 'en', u.name_en) as name,
            json_build_object('ru', u.short_name_ru, 'en', u.short_name_en) as "shortName",
            u.aliases, u.time_zone as "timeZone"
     from registrar.scim_tokens t join directory.universities u on u.id = t.university_id
     where t.token_hash = ? and t.revoked_at is null and t.expires_at > now() and u.status in ('onboarding', 'active')`,
    [hash],
  );
  return rows[0];
}

/** Notes the use, once a minute however many requests come at once. */
export async function noteTokenUse(db: Db, id: string): Promise<void> {
  await db.raw(
    `update registrar.scim_tokens set last_used_at = now()
     where id = ? and (last_used_at is null or last_used_at <= now() - interval '1 minute')`,
    [id],
  );
}
