import type { Db, Tx } from '@onecampus/database';

/** A network of a university that we may call besides the internet, or that somebody asked to. */
export interface OutgoingNetwork {
  readonly id: string;
  /** CIDR, as Postgres writes it. */
  readonly network: string;
  readonly purpose: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
}

/** Approved and not removed, of every university. */
export async function listOpenNetworks(db: Db): Promise<{ universityId: string; network: string }[]> {
  const { rows } = await db.raw<{ rows: { universityId: string; network: string }[] }>(
    `select university_id as "universityId", network::text from identity_provider.outgoing_networks
     where approved_at is not null and removed_at is null`,
  );
  return rows;
}

const columns = `id, network::text, purpose, asked_by as "askedBy", asked_at as "askedAt", approved_by as "approvedBy",
  approved_at as "approvedAt"`;

export async function listNetworks(db: Db, universityId: string): Promise<OutgoingNetwork[]> {
  const { rows } = await db.raw<{ rows: OutgoingNetwork[] }>(
    `select ${columns} from identity_provider.outgoing_networks
     where university_id = ? and removed_at is null order by asked_at desc, id`,
    [universityId],
  );
  return rows;
}

export async function findNetwork(db: Db, universityId: string, id: string): Promise<OutgoingNetwork | undefined> {
  const { rows } = await db.raw<{ rows: OutgoingNetwork[] }>(
    `select ${columns} from identity_provider.outgoing_networks where university_id = ? and id = ? and removed_at is null`,
    [universityId, id],
  );
  return rows[0];
}

/** `false` where the university has it already. @throws whatever the constraints refuse. */
export async function insertNetwork(
  tx: Tx,
  network: {
    readonly id: string;
    readonly universityId: string;
    readonly network: string;
    readonly purpose: string;
    readonly askedBy: string;
  },
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `insert into identity_provider.outgoing_networks (id, university_id, network, purpose, asked_by)
     values (:id, :universityId, network(:network::inet), :purpose, :askedBy) on conflict do nothing returning 1`,
    network as never,
  );
  return rows.length === 1;
}

/** `false` where somebody else decided meanwhile. */
export async function approveNetwork(tx: Tx, id: string, by: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update identity_provider.outgoing_networks set approved_by = ?, approved_at = now()
     where id = ? and approved_at is null and removed_at is null returning 1`,
    [by, id],
  );
  return rows.length === 1;
}

export async function removeNetwork(tx: Tx, id: string, by: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update identity_provider.outgoing_networks set removed_by = ?, removed_at = now()
     where id = ? and removed_at is null returning 1`,
    [by, id],
  );
  return rows.length === 1;
}
