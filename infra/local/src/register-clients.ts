import { CommandFailure, type OperatorClient } from '@onecampus/operator';
import { consortium } from '@onecampus/sample-big-tomsk';
import type { Urls } from './programs.ts';
import { type ClientProgram, clientPrograms, type Secrets } from './secrets.ts';

const ownNames: Partial<Record<ClientProgram, { ru: string; en: string }>> = {
  registrar: { en: 'One Campus registrar', ru: 'One Campus: регистратор' },
  'card-issuer': { en: 'One Campus card desk', ru: 'One Campus: стол выдачи билетов' },
  'access-checker': { en: 'One Campus access', ru: 'One Campus: доступ' },
};

/**
 * Registers, through the operator's API like anybody else's, the clients of this start: our own staff pages and the sample
 * LMSs. Their secrets were drawn before, so a start that was killed half-way finds what it registered.
 */
export async function registerClients(operator: OperatorClient, urls: Urls, secrets: Secrets): Promise<void> {
  for (const name of clientPrograms) {
    try {
      await operator.call(
        'identity-provider',
        'POST',
        '/api/v1/clients',
        registrationOf(name, urls, secrets.clientSecrets[name]),
      );
    } catch (error) {
      if (!(error instanceof CommandFailure) || error.problem?.['code'] !== 'client.exists') throw error;
    }
  }
}

/** In the words of RFC 7591 §2. */
function registrationOf(name: ClientProgram, urls: Urls, client_secret: string): Record<string, unknown> {
  const sample = consortium.clients.find((one) => one.client_id === name);
  const url = urls.of[name];
  return {
    client_id: name,
    client_secret,
    client_name: ownNames[name]?.en ?? sample?.client_name,
    'client_name#ru': ownNames[name]?.ru ?? sample?.['client_name#ru'],
    redirect_uris: [sample ? `${url}/callback` : `${url}/sign-in/callback`],
    post_logout_redirect_uris: [`${url}/`],
    backchannel_logout_uri: `${url}/backchannel-logout`,
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
    scope: sample?.scope ?? 'openid profile',
    first_party: true,
    subject_type: 'public',
    subject_type_reason: 'our own pages look people up in the directory, and the sample shows it',
  };
}
