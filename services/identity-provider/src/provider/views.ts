import type { Configuration } from 'oidc-provider';

type Features = NonNullable<Configuration['features']>;
type Logout = NonNullable<Features['rpInitiatedLogout']>;

/** The pages that the engine asks for in the middle of its own work. */
export type EngineViews = {
  readonly error: NonNullable<Configuration['renderError']>;
  readonly signOut: NonNullable<Logout['logoutSource']>;
  readonly signedOut: NonNullable<Logout['postLogoutSuccessSource']>;
};
