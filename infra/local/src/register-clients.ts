import { randomBytes } from 'node:crypto';
import { CommandFailure, type OperatorClient } from '@onecampus/operator';
import { consortium } from '@onecampus/sample-big-tomsk';
import type { StartableName } from './options.ts';
import { staffServices, type Urls } from './programs.ts';
import type { Secrets } from './secrets.ts';

const staffNames = {
  registrar: { en: 'One Campus registrar', ru: 'One Campus: регистратор' },
  'card-issuer': { en: 'One Campus card desk', ru: 'One Campus: стол выдачи билетов' },
  'access-checker': { en: 'One Campus access', ru: 'One Campus: доступ' },
} as const;

/**
 * Registers, through the operator's API like anybody else's, the clients that this start needs and does not have yet: our
 * own staff pages and the sample LMSs. Their secrets are shown once, so they are kept with ours.
 */
export async function registerClients(operator: OperatorClient, urls: Urls, secrets: Secrets): Promise<boolean> {
  const missing = [...staffServices, 'sample-lms-a', 'sample-lms-b'].filter((name) => !secrets.clients[name]) as StartableName[];
  for (const name of missing) {
    const answer = await registered(operator, registrationOf(name, urls));
    secrets.clients[name] = { id: answer.client_id, secret: answer.client_secret };
    secrets.sessionSecrets[name] ??= randomBytes(32).toString('base64url');
  }
  return missing.length > 0;
}

/** A client of that id may stand from a start that was killed before it could keep the secret; it is given a new one. */
async function registered(operator: OperatorClient, registration: Record<string, unknown> & { client_id: string }) {
  type Answer = { client_id: string; client_secret: string };
  try {
    return await operator.call<Answer>('identity-provider', 'POST', '/api/v1/clients', registration);
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.problem?.['code'] !== 'client.exists') throw error;
    return operator.call<Answer>('identity-provider', 'POST', `/api/v1/clients/${registration.client_id}/secret`, {});
  }
}

function registrationOf(name: StartableName, urls: Urls): Record<string, unknown> & { client_id: string } {
  const sample = consortium.clients.find((one) => one.client_id === name);
  const url = urls.of[name];
  const names = name in staffNames ? staffNames[name as keyof typeof staffNames] : { en: sample?.client_name ?? name, ru: sample?.['client_name#ru'] ?? name };
  return {
    client_id: name,
    client_name: names.en,
    'client_name#ru': names.ru,
    redirect_uris: [sample ? `${url}/callback` : `${url}/sign-in/callback`],
    post_logout_redirect_uris: [`${url}/`],
    backchannel_logout_uri: `${url}/backchannel-logout`,
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
    scope: sample?.scope ?? 'openid profile',
    first_party: true,
  };
}
