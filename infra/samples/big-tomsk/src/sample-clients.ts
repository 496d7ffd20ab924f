/**
 * The two sample learning management systems, in the words of OpenID Connect Dynamic Client Registration (RFC 7591).
 * Identifiers are fixed for the sample; secrets are drawn when the clients are registered.
 */
export type SampleClient = {
  client_id: string;
  client_name: string;
  'client_name#ru': string;
  client_uri: string;
  redirect_uris: string[];
  post_logout_redirect_uris: string[];
  backchannel_logout_uri: string;
  backchannel_logout_session_required: boolean;
  token_endpoint_auth_method: 'client_secret_basic';
  grant_types: string[];
  response_types: string[];
  scope: string;
};

function lms(letter: 'A' | 'B', names: { ru: string; en: string }, origin: string): SampleClient {
  return {
    client_id: `sample-lms-${letter.toLowerCase()}`,
    client_name: names.en,
    'client_name#ru': names.ru,
    client_uri: origin,
    redirect_uris: [`${origin}/callback`],
    post_logout_redirect_uris: [`${origin}/`],
    backchannel_logout_uri: `${origin}/backchannel-logout`,
    backchannel_logout_session_required: true,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    scope: 'openid profile email eduperson_scoped_affiliation schac_home_organization',
  };
}

export const sampleClients: readonly SampleClient[] = [
  lms('A', { ru: 'Курсы ТПУ (LMS A)', en: 'TPU Courses (LMS A)' }, 'http://localhost:4050'),
  lms('B', { ru: 'Курсы ТГУ (LMS B)', en: 'TSU Courses (LMS B)' }, 'http://localhost:4051'),
];
