import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { changeKeyEncryption } from '../use-cases/change-key-encryption.ts';
import { rewrapSealedValues, sealedTables, verifySealedValues } from '../use-cases/rewrap-sealed-values.ts';
import { showKeyEncryption } from '../use-cases/show-key-encryption.ts';
import { takeUpKeyEncryption } from '../use-cases/take-up-key-encryption.ts';

const page = z.strictObject({
  from: z.strictObject({ table: z.enum(sealedTables), after: z.string().max(100) }).optional(),
});

/** The change of the key that seals the secrets in the database; the operator's alone, who also holds the key. */
export function keyEncryptionRoutes(app: App, { access, encryption }: Context): void {
  const authenticate = bearer(access, 'keys.write');
  const shown = async () => {
    const { sealing, since, instances, values, left, othersEndAt } = await showKeyEncryption(encryption);
    return {
      sealing,
      since,
      instances: instances.map(({ instanceId, knows, sealsWith, seenAt }) => ({
        instance: instanceId,
        knows,
        seals_with: sealsWith,
        seen_at: seenAt,
      })),
      values: values.map(({ table, keyId, count }) => ({ table, key: keyId, count })),
      left,
      others_end_at: othersEndAt,
    };
  };

  route(app, {
    method: 'get',
    path: '/api/v1/key-encryption',
    summary: 'Show which key seals the stored secrets, which instances have which key, and what is sealed under which',
    authenticate,
    handle: shown,
  });

  route(app, {
    method: 'post',
    path: '/api/v1/key-encryption/change',
    summary: 'Seal with another configured key from now on; refused while a running instance lacks it',
    authenticate,
    body: z.strictObject({ to: z.string().min(1).max(64) }),
    handle: async ({ principal, body }) => {
      await changeKeyEncryption(encryption, { actor: principal.actor, to: body.to });
      await takeUpKeyEncryption(encryption);
      return shown();
    },
  });

  route(app, {
    method: 'post',
    path: '/api/v1/key-encryption/rewrap',
    summary: 'Put one page of what is sealed under another key into new envelopes; call again with `next`',
    authenticate,
    body: page,
    handle: ({ body }) => rewrapSealedValues(encryption, body.from),
  });

  route(app, {
    method: 'post',
    path: '/api/v1/key-encryption/verify',
    summary: 'Open one page of everything that is sealed, and name what does not open; call again with `next`',
    authenticate,
    body: page,
    handle: ({ body }) => verifySealedValues(encryption, body.from),
  });
}
