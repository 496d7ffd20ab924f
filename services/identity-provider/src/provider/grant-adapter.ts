import type { Db } from '@onecampus/database';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { deleteGrant, findGrant, saveGrant } from '../store/grants.ts';
import { stored } from './protocol-error.ts';
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
        const grant = await findGrant(db, id);
        return grant && ({ ...grant.payload, jti: id } as AdapterPayload);
      }),
    upsert: (id, { jti: _, ...payload }) =>
      stored(() =>
        saveGrant(db, {
          id,
          accountId: payload.accountId!,
          clientId: payload.clientId!,
          payload,
          expiresAt: new Date(payload.exp! * 1000),
        }),
      ),
    destroy: (id) => stored(() => deleteGrant(db, id)),
  };
}
