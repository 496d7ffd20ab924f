import type { Db } from '@onecampus/database';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { LivePicture } from '../picture/live-picture.ts';
import { deleteGrant, findGrant, saveGrant } from '../store/grants.ts';
import { copyOfData } from './plain-data.ts';
import { stored } from './protocol-error.ts';
import { requestMemory } from './request-memory.ts';
import { unsupported } from './unsupported.ts';

/**
 * Grants in Postgres. A grant is the master switch of everything that was issued under it: the engine looks it up before
 * it honours a code, an access token or a refresh token, so withdrawing the grant withdraws them all, including those
 * that another request is about to write. Its id is not a credential and never leaves us.
 */
export function grantAdapter(db: Db, picture: LivePicture): Adapter {
  const read = async (id: string) => {
    const reading = picture.begin();
    const grant = await findGrant(db, id);
    if (grant) picture.keepGrant(reading, grant);
    return grant;
  };
  return {
    ...unsupported,
    find: (id) =>
      stored(async () => {
        const grant = requestMemory()?.grants.get(id) ?? picture.grant(id) ?? (await read(id));
        // The engine writes into what it gets, and others are given the same.
        return grant && ({ ...copyOfData(grant.payload), epoch: grant.epoch, jti: id } as AdapterPayload);
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
