import { discoveryOf, identityScope, type Preset, secretMark } from './preset.ts';

/** What Nextcloud calls this provider; it is a part of the address of its back-channel logout. */
const identifier = 'one-campus';

/**
 * Nextcloud's `user_oidc` (lib/Controller/LoginController.php): PKCE S256 where discovery offers it, a nonce, signature and
 * audience checked. It reads names from the ID token unless `enrich_login_id_token_with_userinfo` is on.
 */
export const nextcloud: Preset = {
  id: 'nextcloud',
  name: 'Nextcloud',
  asksUserinfo: true,
  sendsNonce: true,
  wantedAlg: undefined,
  signInPath: '/apps/user_oidc/login/1',
  registration: ({ address }) => ({
    // With and without pretty URLs.
    redirectUris: [`${address}/apps/user_oidc/code`, `${address}/index.php/apps/user_oidc/code`],
    postLogoutRedirectUris: [`${address}/`],
    backchannelLogoutUri: `${address}/apps/user_oidc/backchannel-logout/${identifier}`,
    tokenEndpointAuthMethod: 'client_secret_post',
    requirePkce: true,
    signedAlg: 'RS256',
    scope: identityScope,
  }),
  settings: (known) => [
    {
      place: 'Administration settings ► OpenID Connect ► Registered Providers ► +',
      settings: [
        { field: 'Identifier (max 128 characters)', value: identifier, kind: 'text', note: 'nextcloud-identifier' },
        { field: 'Client ID', value: known.clientId, kind: 'text' },
        { field: 'Client secret', value: secretMark, kind: 'text' },
        { field: 'Discovery endpoint', value: discoveryOf(known), kind: 'text' },
        { field: 'Scope', value: identityScope, kind: 'text' },
        { field: 'User ID mapping', value: 'sub', kind: 'text' },
        { field: 'Display name mapping', value: 'name', kind: 'text' },
        { field: 'Email mapping', value: 'email', kind: 'text' },
        { field: 'Use unique user id', value: '✓', kind: 'choice', note: 'nextcloud-unique' },
        { field: 'Send ID token hint on logout', value: '✓', kind: 'choice', note: 'nextcloud-hint' },
      ],
    },
    {
      place: 'config/config.php',
      settings: [
        {
          field: 'user_oidc',
          value: "'user_oidc' => ['enrich_login_id_token_with_userinfo' => true],",
          kind: 'block',
          note: 'nextcloud-userinfo',
        },
      ],
    },
  ],
  fields: {
    redirectUri: 'overwrite.cli.url, overwriteprotocol (config.php)',
    clientId: 'Client ID',
    secret: 'Client secret',
    scope: 'Scope',
    pkce: "use_pkce ('user_oidc', config.php)",
    postLogout: 'overwrite.cli.url (config.php)',
    issuer: 'Discovery endpoint',
  },
  notes: [],
};
