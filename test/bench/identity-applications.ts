import { operatorClient } from '@onecampus/operator';
import { scope } from './code-flow.ts';
import { apiScope, type KnownApplication } from './identity-servers.ts';

export type TokenApplications = {
  /** With a secret; its refresh tokens stay as they are. */
  readonly confidential: KnownApplication;
  /** Without one; its refresh tokens change at each use. */
  readonly pocket: KnownApplication;
};

/** Two applications that do more than sign people in, registered as an operator does it. */
export async function arrangeTokenApplications(options: {
  issuer: string;
  operatorSecret: string;
  redirectUri: string;
}): Promise<TokenApplications> {
  const { issuer, redirectUri } = options;
  const operator = operatorClient({
    issuer,
    clientId: 'operator',
    clientSecret: options.operatorSecret,
    services: { 'identity-provider': issuer, registrar: issuer, 'card-issuer': issuer, 'access-checker': issuer },
  });
  const register = async (name: string, grantTypes: readonly string[], asked: Record<string, unknown>) => {
    const made = await operator.call<{ client_id: string; client_secret?: string }>(
      'identity-provider',
      'POST',
      '/api/v1/clients',
      {
        client_name: name,
        redirect_uris: [redirectUri],
        grant_types: grantTypes,
        subject_type: 'public',
        subject_type_reason: 'the bench compares it with the directory',
        ...asked,
      },
    );
    return { clientId: made.client_id, clientSecret: made.client_secret ?? '', redirectUri, grantTypes };
  };
  return {
    confidential: await register('Timetable', ['authorization_code', 'refresh_token', 'client_credentials'], {
      scope: `${scope} ${apiScope}`,
    }),
    pocket: await register('Pocket timetable', ['authorization_code', 'refresh_token'], {
      token_endpoint_auth_method: 'none',
      scope,
    }),
  };
}
