import { Card, type Html, type Locale } from '@onecampus/pages';
import type { ShownClient } from '../../../use-cases/find-own-client.ts';
import { clientsWords } from './clients-words.ts';
import { CopyValues } from './copy-values.ts';
import { otherWords } from './other-words.ts';

/** What any OpenID Connect client needs, under the names of the standards. */
export function GeneralSettings(shown: {
  readonly locale: Locale;
  readonly client: ShownClient;
  readonly issuer: string;
  readonly secret?: string | undefined;
}): Html {
  const { locale, client, issuer, secret } = shown;
  const say = otherWords(locale);
  const value = (label: string, text: string) => ({ label, value: text });
  return Card({
    title: say.general,
    detail: say.generalLead,
    children: CopyValues({
      values: [
        value('discovery', `${issuer}/.well-known/openid-configuration`),
        value('issuer', issuer),
        value('client_id', client.id),
        ...(client.hasSecret ? [value('client_secret', secret ?? `‹${clientsWords(locale).secretPlace}›`)] : []),
        value('token_endpoint_auth_method', client.tokenEndpointAuthMethod),
        ...client.redirectUris.map((uri) => value('redirect_uri', uri)),
        value('response_type', 'code'),
        value('scope', client.scope),
        ...(client.requirePkce ? [value('code_challenge_method', 'S256')] : []),
      ],
    }),
  });
}
