import { type Actor, findUniversity, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { hashToken, keyEncryptionKey, seal } from '@onecampus/tokens';
import type { Registry } from '../registry.ts';
import { insertEventStream } from '../store/event-streams.ts';
import { inStreamScope } from '../store/stream-scope.ts';

export interface NewEventStream {
  readonly by: Actor;
  /** Slug or domain; without one it is the consortium's stream. */
  readonly university?: string | undefined;
  readonly label: string;
  readonly audience: string;
  readonly push?: { readonly endpoint: string; readonly authorization?: string | undefined } | undefined;
}

/**
 * Subscribes a service to what changes from now on. A stream that is fetched gets its token here and never again.
 *
 * @throws DomainError `university.unknown`, `stream.exists`.
 */
export async function saveEventStream(
  registry: Registry & { readonly dataKey: Uint8Array; readonly newToken: () => string },
  order: NewEventStream,
): Promise<{ id: string; token?: string }> {
  const { by, label, audience, push } = order;
  const universityId =
    order.university === undefined ? undefined : (await findUniversity(registry.db, order.university)).id;
  const id = registry.newId();
  const token = push ? undefined : registry.newToken();
  const sealed =
    push?.authorization === undefined
      ? null
      : seal(push.authorization, keyEncryptionKey(registry.dataKey), `event_streams.authorization:${id}`);
  await inStreamScope(registry.db, universityId, async (tx) => {
    const fresh = await insertEventStream(tx, {
      id,
      universityId: universityId ?? null,
      label,
      audience,
      delivery: push ? 'push' : 'poll',
      endpoint: push?.endpoint ?? null,
      authorizationSealed: sealed,
      pollTokenHash: token === undefined ? null : Buffer.from(hashToken(token), 'base64url').toString('base64'),
      createdBy: by,
    });
    if (!fresh) throw new DomainError('stream.exists', `There is a stream "${label}" already.`);
    await recordAudit(tx, {
      actor: by,
      action: 'event-stream.created',
      subject: `event-stream:${id}`,
      ...(universityId === undefined ? {} : { universityId }),
      details: { delivery: push ? 'push' : 'poll' },
    });
  });
  return token === undefined ? { id } : { id, token };
}
