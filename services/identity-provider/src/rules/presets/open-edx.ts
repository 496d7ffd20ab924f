import { identityScope, type Preset, secretMark } from './preset.ts';

/**
 * Open edX through python-social-auth (social_core/backends/open_id_connect.py): no PKCE, the secret in a Basic header,
 * a nonce, RS256 alone, `at_hash` checked, an ID token no older than ten minutes; discovery and keys are kept for a day.
 */
export const openEdx: Preset = {
  id: 'open-edx',
  name: 'Open edX',
  asksUserinfo: true,
  sendsNonce: true,
  wantedAlg: 'RS256',
  signInPath: '/login',
  registration: ({ address }) => ({
    redirectUris: [`${address}/auth/complete/oidc/`],
    postLogoutRedirectUris: [],
    backchannelLogoutUri: null,
    tokenEndpointAuthMethod: 'client_secret_basic',
    requirePkce: false,
    signedAlg: 'RS256',
    scope: identityScope,
  }),
  settings: ({ issuer, clientId }) => [
    {
      place: 'lms.yml',
      settings: [
        {
          field: 'THIRD_PARTY_AUTH_BACKENDS',
          value: 'social_core.backends.open_id_connect.OpenIdConnectAuth',
          kind: 'text',
          note: 'edx-backends',
        },
        { field: 'FEATURES: ENABLE_THIRD_PARTY_AUTH', value: 'true', kind: 'text' },
      ],
    },
    {
      place: 'Django administration ► Third-party authentication ► Provider Configuration (OAuth) ► Add',
      settings: [
        { field: 'Enabled', value: '✓', kind: 'choice' },
        { field: 'Name', value: 'One Campus', kind: 'text' },
        { field: 'Slug', value: 'one-campus', kind: 'text' },
        { field: 'Backend name', value: 'oidc', kind: 'choice' },
        { field: 'Visible', value: '✓', kind: 'choice' },
        { field: 'Client ID', value: clientId, kind: 'text' },
        { field: 'Client Secret', value: secretMark, kind: 'text' },
        {
          field: 'Other settings',
          value: JSON.stringify({ OIDC_ENDPOINT: issuer, ID_KEY: 'sub' }, null, 2),
          kind: 'block',
          note: 'edx-username',
        },
      ],
    },
  ],
  fields: {
    redirectUri: 'LMS_ROOT_URL, SOCIAL_AUTH_REDIRECT_IS_HTTPS',
    clientId: 'Client ID',
    secret: 'Client Secret',
    scope: 'Other settings: SCOPE',
    pkce: 'Other settings: USE_PKCE',
    postLogout: '—',
    issuer: 'Other settings: OIDC_ENDPOINT',
  },
  notes: ['edx-sign-out'],
};
