import type { Db } from '@onecampus/database';
import type { Ephemeral } from '@onecampus/ephemeral';
import type { Adapter, AdapterFactory } from 'oidc-provider';
import type { ClientDirectory } from '../client-directory.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { clientAdapter } from './client-adapter.ts';
import { grantAdapter } from './grant-adapter.ts';
import { sessionAdapter } from './session-adapter.ts';
import { shortLivedAdapter } from './short-lived-adapter.ts';
import { unsupported } from './unsupported.ts';

export type Stores = {
  readonly db: Db;
  readonly ephemeral: Ephemeral;
  readonly clients: ClientDirectory;
  readonly picture: LivePicture;
};

/**
 * Where the engine's records live. What somebody would miss is in Postgres (sessions, grants, refresh tokens, clients);
 * what lives minutes and can be asked for again is in the ephemeral store.
 */
export function adapterFactory(stores: Stores): AdapterFactory {
  const { db, ephemeral, clients, picture } = stores;
  return (kind): Adapter => {
    switch (kind) {
      case 'Session':
        return sessionAdapter(db, picture);
      case 'Grant':
        return grantAdapter(db, picture);
      case 'Client':
        return clientAdapter(clients);
      case 'AuthorizationCode':
      case 'Interaction':
      case 'PushedAuthorizationRequest':
      case 'ReplayDetection':
        return shortLivedAdapter(kind, ephemeral, db);
      // Signed access tokens of client_credentials are not stored at all; there is never one to be found.
      case 'ClientCredentials':
        return { ...unsupported, find: async () => undefined };
      default:
        return unsupported;
    }
  };
}
