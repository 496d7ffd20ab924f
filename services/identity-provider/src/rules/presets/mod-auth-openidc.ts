import { discoveryOf, identityScope, type Preset, secretMark } from './preset.ts';

/** The vanity address that the module answers itself. */
const redirectPath = '/oidc/callback';

/**
 * Apache's mod_auth_openidc: PKCE S256 as it is told here, the secret in a Basic header, a nonce, everything of the ID token
 * checked; RP-initiated and back-channel logout at its redirect address.
 */
export const modAuthOpenidc: Preset = {
  id: 'mod-auth-openidc',
  name: 'Apache mod_auth_openidc',
  asksUserinfo: true,
  sendsNonce: true,
  wantedAlg: undefined,
  signInPath: '/',
  registration: ({ address }) => ({
    redirectUris: [`${address}${redirectPath}`],
    postLogoutRedirectUris: [`${address}/`],
    backchannelLogoutUri: `${address}${redirectPath}?logout=backchannel`,
    tokenEndpointAuthMethod: 'client_secret_basic',
    requirePkce: true,
    signedAlg: 'RS256',
    scope: identityScope,
  }),
  settings: (known) => [
    {
      place: 'httpd.conf',
      settings: [
        { field: 'OIDCProviderMetadataURL', value: discoveryOf(known), kind: 'text' },
        { field: 'OIDCClientID', value: known.clientId, kind: 'text' },
        { field: 'OIDCClientSecret', value: secretMark, kind: 'text' },
        { field: 'OIDCProviderTokenEndpointAuth', value: 'client_secret_basic', kind: 'text' },
        { field: 'OIDCRedirectURI', value: `${known.address}${redirectPath}`, kind: 'text' },
        { field: 'OIDCScope', value: `"${identityScope}"`, kind: 'text' },
        { field: 'OIDCPKCEMethod', value: 'S256', kind: 'text' },
        { field: 'OIDCRemoteUserClaim', value: 'sub', kind: 'text' },
        { field: 'OIDCDefaultLoggedOutURL', value: `${known.address}/`, kind: 'text' },
        {
          field: 'OIDCCryptoPassphrase',
          value: '"exec:/bin/bash -c \\"head -c 32 /dev/urandom | base64\\""',
          kind: 'text',
          note: 'apache-passphrase',
        },
        {
          field: '<Location>',
          value: '<Location />\n  AuthType openid-connect\n  Require valid-user\n</Location>',
          kind: 'block',
          note: 'apache-location',
        },
      ],
    },
  ],
  fields: {
    redirectUri: 'OIDCRedirectURI',
    clientId: 'OIDCClientID',
    secret: 'OIDCClientSecret',
    scope: 'OIDCScope',
    pkce: 'OIDCPKCEMethod',
    postLogout: 'OIDCDefaultLoggedOutURL',
    issuer: 'OIDCProviderMetadataURL',
  },
  notes: [],
};
