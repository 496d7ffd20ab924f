import type { Configuration } from 'oidc-provider';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Every lifetime of the engine, in seconds; none is left to a default. That of a session is in rules/session-life.ts. */
export const lifetimes = {
  // Time to find one's password; the page says when it is over.
  Interaction: hour,
  // FAPI 2.0 §5.3.1.2: not more than a minute.
  AuthorizationCode: minute,
  // For the userinfo endpoint. Those for our own APIs live five minutes (resource-servers.ts).
  AccessToken: hour,
  ClientCredentials: 5 * minute,
  IdToken: hour,
  // Not shorter than the longest refresh token, which is worth nothing without its grant.
  Grant: 14 * day,
  // Absolute for public clients: a rotated token inherits what was left to the one before it.
  RefreshToken: (ctx, _token, client) => {
    const rotated = ctx?.oidc?.entities.RotatedRefreshToken;
    return rotated && client.clientAuthMethod === 'none' ? Math.max(1, rotated.remainingTTL) : 14 * day;
  },
  DeviceCode: 10 * minute,
  BackchannelAuthenticationRequest: 10 * minute,
} satisfies NonNullable<Configuration['ttl']>;
