import type { Clock, Logger } from '@onecampus/runtime';
import type { KeyEncryptionKey } from '@onecampus/tokens';
import type { AdapterFactory, Configuration, FindAccount, JWKS } from 'oidc-provider';
import type { OutgoingCalls } from '../outgoing/outgoing-calls.ts';
import type { Stores } from './adapter.ts';
import type { ServiceUrls } from './resource-servers.ts';
import type { EngineViews } from './views.ts';

/** What the engine is built from, whatever its keys are. */
export type EngineParts = {
  readonly issuer: string;
  readonly adapter: AdapterFactory;
  readonly findAccount: FindAccount;
  readonly loadExistingGrant: NonNullable<Configuration['loadExistingGrant']>;
  readonly views: EngineViews;
  readonly outgoing: OutgoingCalls;
  readonly serviceUrls: ServiceUrls;
  /** The longest that a session lasts from its sign-in, however much it is used. */
  readonly session_seconds_max: number;
  /** For what extends the engine (extension.ts). */
  readonly stores: Stores;
  readonly kek: KeyEncryptionKey;
  readonly clock: Clock;
  readonly log: Logger;
};

/** The keys of this moment: private JWKs, the signing ones first, and the keys that sign cookies, the newest first. */
export type EngineKeys = { readonly jwks: JWKS; readonly cookieKeys: readonly string[] };
