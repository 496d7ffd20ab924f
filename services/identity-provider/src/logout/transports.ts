import { casLogout } from '../cas/cas-logout.ts';
import { samlLogout } from '../saml/saml-logout.ts';
import type { LogoutTransport } from './logout-transport.ts';
import { oidcLogout } from './oidc-logout.ts';

/** One for each protocol that applications speak here. */
export const logoutTransports: readonly LogoutTransport[] = [oidcLogout, samlLogout, casLogout];
