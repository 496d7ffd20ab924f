import type { Db } from '@onecampus/database';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { deleteGrant, findGrant, saveGrant } from '../store/grants.ts';
import { stored } from './protocol-error.ts';
import { requestMemory } from './request-memory.ts';
import { unsupported } from './unsupported.ts';

/**
 * Grants in Postgres. A grant is the master switch of everything that was issued under it: the engine looks it up before
 * it honours a code, an access token or a refresh token, so withdrawing the grant withdraws them all, including those
 * that another request is about to write. Its id is not a credential and never leaves us.
 */
export function grantAdapter(db: Db): Adapter {
  return {
    ...unsupported,
    find: (id) =>
      stored(async () => {
        const grant = requestMemory()?.grants.get(id) ?? (await findGrant(db, id));
        return grant && ({ ...grant.payload, epoch: grant.epoch, jti: id } as AdapterPayload);
      }),
    upsert: (id, { jti: _, epoch, ...payload }) =>
      stored(() => {
        requestMemory()?.grants.delete(id);
        return saveGrant(db, {
          id,
          accountId: payload.accountId!,
          clientId: payload.clientId!,
          payload,
          epoch: epoch as number | undefined,
          expiresAt: new Date(payload.exp! * 1000),
        });
      }),
    destroy: (id) =>
      stored(() => {
        requestMemory()?.grants.delete(id);
        return deleteGrant(db, id);
      }),
  };
}
