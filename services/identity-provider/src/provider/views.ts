import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';

type Features = NonNullable<Configuration['features']>;
type Logout = NonNullable<Features['rpInitiatedLogout']>;

/** Signing in on a device without a keyboard (RFC 8628). */
export type DeviceViews = {
  readonly input: (ctx: KoaContextWithOIDC, asked: { userCode?: string; trouble?: 'too-many' }) => void;
  readonly failed: (ctx: KoaContextWithOIDC, error: Error | undefined) => void;
  readonly confirm: (ctx: KoaContextWithOIDC, client: object, userCode: string) => void;
  readonly done: (ctx: KoaContextWithOIDC) => void;
};

/** The pages that the engine asks for in the middle of its own work. */
export type EngineViews = {
  readonly error: NonNullable<Configuration['renderError']>;
  readonly signOut: NonNullable<Logout['logoutSource']>;
  readonly signedOut: NonNullable<Logout['postLogoutSuccessSource']>;
  readonly device: DeviceViews;
};
