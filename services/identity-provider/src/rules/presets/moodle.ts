import { identityScope, type Preset, secretMark } from './preset.ts';

/**
 * Moodle core, `auth_oauth2` (lib/oauthlib.php, lib/classes/oauth2/client.php): the code flow without PKCE and nonce, the
 * secret in the body, the ID token decoded and not verified, everything about the person from userinfo.
 */
export const moodle: Preset = {
  id: 'moodle',
  name: 'Moodle',
  asksUserinfo: true,
  sendsNonce: false,
  wantedAlg: undefined,
  signInPath: '/login/index.php',
  registration: ({ address }) => ({
    redirectUris: [`${address}/admin/oauth2callback.php`],
    postLogoutRedirectUris: [],
    backchannelLogoutUri: null,
    tokenEndpointAuthMethod: 'client_secret_post',
    requirePkce: false,
    signedAlg: 'RS256',
    scope: identityScope,
  }),
  settings: ({ issuer, clientId }) => [
    {
      place: 'Site administration ► Server ► OAuth 2 services ► Create new service: Custom',
      settings: [
        { field: 'Name', value: 'One Campus', kind: 'text' },
        { field: 'Client ID', value: clientId, kind: 'text' },
        { field: 'Client secret', value: secretMark, kind: 'text' },
        { field: 'Authenticate token requests via HTTP headers', value: 'No', kind: 'choice' },
        { field: 'Service base URL', value: issuer, kind: 'text', note: 'moodle-discovery' },
        { field: 'This service will be used', value: 'Login page only', kind: 'choice' },
        { field: 'Name displayed on the login page', value: 'One Campus', kind: 'text' },
        { field: 'Scopes included in a login request.', value: identityScope, kind: 'text' },
        { field: 'Require email verification', value: 'No', kind: 'choice', note: 'moodle-verification' },
      ],
    },
    {
      place: 'OAuth 2 services ► One Campus ► Configure user field mappings',
      settings: [
        { field: 'sub', value: 'username', kind: 'text', note: 'moodle-username' },
        { field: 'given_name', value: 'firstname', kind: 'text' },
        { field: 'family_name', value: 'lastname', kind: 'text' },
        { field: 'email', value: 'email', kind: 'text' },
      ],
    },
    {
      place: 'Site administration ► Plugins ► Authentication ► Manage authentication',
      settings: [{ field: 'OAuth 2', value: 'Enable', kind: 'choice', note: 'moodle-plugin' }],
    },
  ],
  fields: {
    redirectUri: '$CFG->wwwroot (config.php)',
    clientId: 'Client ID',
    secret: 'Client secret',
    scope: 'Scopes included in a login request.',
    pkce: '—',
    postLogout: '—',
    issuer: 'Service base URL',
  },
  notes: ['moodle-sign-out'],
};
