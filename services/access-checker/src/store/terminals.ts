import type { Db, Tx } from '@onecampus/database';
import type { JWK } from 'jose';

export interface TerminalRow {
  readonly id: string;
  readonly zoneId: string;
  readonly zoneSlug: string;
  readonly name: string;
  readonly publicJwk: JWK;
  readonly keyThumbprint: string;
  readonly state: 'enrolled' | 'revoked';
  readonly enrolledAt: Date;
  readonly revokedAt: Date | null;
  readonly lastSeenAt: Date | null;
}

const selection = `select t.id, t.zone_id as "zoneId", z.slug as "zoneSlug", t.name, t.public_jwk as "publicJwk",
    t.key_thumbprint as "keyThumbprint", t.state, t.enrolled_at as "enrolledAt", t.revoked_at as "revokedAt",
    t.last_seen_at as "lastSeenAt"
  from access_checker.terminals t join access_checker.zones z on z.id = t.zone_id`;

export async function insertTerminal(
  tx: Tx,
  terminal: {
    readonly id: string;
    readonly zoneId: string;
    readonly name: string;
    readonly publicJwk: JWK;
    readonly keyThumbprint: string;
    readonly enrolledBy: string;
  },
): Promise<void> {
  await tx.raw(
    `insert into access_checker.terminals (id, zone_id, name, public_jwk, key_thumbprint, enrolled_by)
     values (?, ?, ?, ?, ?, ?)`,
    [
      terminal.id,
      terminal.zoneId,
      terminal.name,
      JSON.stringify(terminal.publicJwk),
      terminal.keyThumbprint,
      terminal.enrolledBy,
    ],
  );
}

/** `false` where no such terminal is enrolled. */
export async function revokeTerminal(tx: Tx, id: string, revokedBy: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update access_checker.terminals set state = 'revoked', revoked_at = now(), revoked_by = ?
     where id = ? and state = 'enrolled' returning id`,
    [revokedBy, id],
  );
  return rows.length === 1;
}

export async function listTerminals(db: Db): Promise<TerminalRow[]> {
  const { rows } = await db.raw<{ rows: TerminalRow[] }>(`${selection} order by z.slug, t.name, t.id`);
  return rows;
}

export async function listTerminalsOfZone(db: Db, zoneId: string): Promise<TerminalRow[]> {
  const { rows } = await db.raw<{ rows: TerminalRow[] }>(`${selection} where t.zone_id = ? order by t.name, t.id`, [
    zoneId,
  ]);
  return rows;
}

export async function readTerminals(db: Db, ids: readonly string[]): Promise<TerminalRow[]> {
  const { rows } = await db.raw<{ rows: TerminalRow[] }>(`${selection} where t.id = any(?::uuid[])`, [
    [...ids],
  ] as never);
  return rows;
}

/** Moves `last_seen_at` forward, never back: several instances report in any order. */
export async function markTerminalsSeen(
  db: Db,
  seen: readonly { readonly id: string; readonly at: Date }[],
): Promise<void> {
  await db.raw(
    `update access_checker.terminals t set last_seen_at = s.at
     from jsonb_to_recordset(?::jsonb) as s (id uuid, at timestamptz)
     where t.id = s.id and (t.last_seen_at is null or t.last_seen_at < s.at)`,
    [JSON.stringify(seen)],
  );
}
