import { discoveryOf, identityScope, type Preset, secretMark } from './preset.ts';

/** What Koha calls this provider; it is a part of its redirect addresses. */
const code = 'campus';

/**
 * Koha since 22.11 (Koha/REST/V1/OAuth/Client.pm, Koha/Auth/Client/OAuth.pm over Mojolicious::Plugin::OAuth2): no PKCE and
 * no nonce, the secret in the body, the ID token decoded and not verified, then userinfo.
 */
export const koha: Preset = {
  id: 'koha',
  name: 'Koha',
  asksUserinfo: true,
  sendsNonce: false,
  wantedAlg: undefined,
  signInPath: `/api/v1/public/oauth/login/${code}/opac`,
  registration: ({ address, staffAddress }) => ({
    redirectUris: [
      `${address}/api/v1/public/oauth/login/${code}/opac`,
      ...(staffAddress === undefined ? [] : [`${staffAddress}/api/v1/oauth/login/${code}/staff`]),
    ],
    postLogoutRedirectUris: [],
    backchannelLogoutUri: null,
    tokenEndpointAuthMethod: 'client_secret_post',
    requirePkce: false,
    signedAlg: 'RS256',
    scope: identityScope,
  }),
  settings: (known) => [
    {
      place: 'Administration ► Identity providers ► New identity provider',
      settings: [
        { field: 'Code', value: code, kind: 'text', note: 'koha-restart' },
        { field: 'Description', value: 'One Campus', kind: 'text' },
        { field: 'Protocol', value: 'OIDC', kind: 'choice' },
        {
          field: 'Configuration',
          value: JSON.stringify(
            { key: known.clientId, secret: secretMark, well_known_url: discoveryOf(known), scope: identityScope },
            null,
            2,
          ),
          kind: 'block',
        },
        {
          field: 'Mapping',
          value: JSON.stringify(
            { userid: 'sub', email: 'email', firstname: 'given_name', surname: 'family_name' },
            null,
            2,
          ),
          kind: 'block',
        },
        { field: 'Matchpoint', value: 'User id', kind: 'choice' },
        { field: 'Domain', value: '*', kind: 'text', note: 'koha-domain' },
      ],
    },
    {
      place: 'Administration ► System preferences',
      settings: [
        { field: 'OPACBaseURL', value: known.address, kind: 'text', note: 'koha-base-url' },
        ...(known.staffAddress === undefined
          ? []
          : [{ field: 'staffClientBaseURL', value: known.staffAddress, kind: 'text' as const }]),
      ],
    },
  ],
  fields: {
    redirectUri: 'OPACBaseURL, staffClientBaseURL, Code',
    clientId: 'Configuration: key',
    secret: 'Configuration: secret',
    scope: 'Configuration: scope',
    pkce: '—',
    postLogout: '—',
    issuer: 'Configuration: well_known_url',
  },
  notes: ['koha-sign-out'],
};
