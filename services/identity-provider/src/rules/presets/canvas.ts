import { discoveryOf, type Preset, secretMark } from './preset.ts';

/**
 * Canvas (app/models/authentication_provider/open_id_connect.rb): no PKCE; a nonce and a full check of the ID token where
 * `oidc_full_token_validation` is on; userinfo is used only if its `sub` is that of the ID token.
 */
export const canvas: Preset = {
  id: 'canvas',
  name: 'Canvas',
  asksUserinfo: true,
  sendsNonce: false,
  wantedAlg: undefined,
  signInPath: '/login/openid_connect',
  registration: ({ address }) => ({
    redirectUris: [`${address}/login/oauth2/callback`],
    postLogoutRedirectUris: [`${address}/login`],
    backchannelLogoutUri: null,
    tokenEndpointAuthMethod: 'client_secret_post',
    requirePkce: false,
    signedAlg: 'RS256',
    scope: 'openid profile email',
  }),
  settings: (known) => [
    {
      place: 'Admin ► Authentication ► Choose an authentication service: OpenID Connect',
      settings: [
        { field: 'Client ID', value: known.clientId, kind: 'text' },
        { field: 'Client Secret', value: secretMark, kind: 'text' },
        { field: 'Discovery URL', value: discoveryOf(known), kind: 'text', note: 'canvas-discovery' },
        { field: 'Issuer Identifier', value: known.issuer, kind: 'text', note: 'canvas-validation' },
        { field: 'Token Endpoint Authentication Method', value: 'client_secret_post', kind: 'choice' },
        { field: 'Scope', value: 'profile email', kind: 'text' },
        { field: 'Login Attribute', value: 'sub', kind: 'text', note: 'canvas-login-attribute' },
      ],
    },
  ],
  fields: {
    redirectUri: 'domain.yml (domain)',
    clientId: 'Client ID',
    secret: 'Client Secret',
    scope: 'Scope',
    pkce: '—',
    postLogout: 'End Session Endpoint',
    issuer: 'Discovery URL',
  },
  notes: ['canvas-sign-out'],
};
