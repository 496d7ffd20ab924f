import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';

type Told = { readonly id: string; readonly universityId: string | null };

/** What the audit trail keeps of the care for applications: names of fields, never a secret. */
export async function clientChanged(tx: Tx, actor: Actor, client: Told, fields: readonly string[]): Promise<void> {
  await note(tx, actor, 'client.changed', client, { fields: fields.join(', ') });
}

export async function clientStateSet(
  tx: Tx,
  actor: Actor,
  client: Told,
  state: 'live' | 'suspended' | 'withdrawn',
): Promise<void> {
  await note(tx, actor, stateActions[state], client);
}

const stateActions = {
  live: 'client.opened',
  suspended: 'client.suspended',
  withdrawn: 'client.withdrawn',
} as const;

export async function clientSecretReplaced(tx: Tx, actor: Actor, client: Told, keepHours: number): Promise<void> {
  await note(tx, actor, 'client.secret_replaced', client, { keepHours });
}

export async function olderSecretEnded(tx: Tx, actor: Actor, client: Told): Promise<void> {
  await note(tx, actor, 'client.older_secret_ended', client);
}

/** An application of a university, made in its console or for it by the operator. */
export async function universityClientCreated(
  tx: Tx,
  actor: Actor,
  client: Told,
  preset: string | null,
): Promise<void> {
  await note(tx, actor, 'client.created', client, preset === null ? {} : { preset });
}

async function note(tx: Tx, actor: Actor, action: string, client: Told, details: Record<string, unknown> = {}) {
  await recordAudit(tx, {
    actor,
    action,
    subject: `client:${client.id}`,
    ...(client.universityId === null ? {} : { universityId: client.universityId }),
    details,
  });
}
