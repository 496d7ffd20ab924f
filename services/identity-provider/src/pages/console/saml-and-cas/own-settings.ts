import { Card, type Html, type Locale } from '@onecampus/pages';
import type { Context } from '../../../context.ts';
import { entityIdOf, sloUrl, ssoUrl } from '../../../saml/places.ts';
import { samlKeys } from '../../../saml/saml-keys.ts';
import { CopyValues } from '../clients/copy-values.ts';
import { samlAndCasWords } from './words.ts';

/** What a SAML service is told of us. */
export async function samlSettings(context: Context, locale: Locale, title: string): Promise<Html> {
  const say = samlAndCasWords(locale);
  const { certificates } = await samlKeys(context);
  return Card({
    title,
    children: CopyValues({
      values: [
        { label: say.metadataUrl, value: entityIdOf(context) },
        { label: say.entityId, value: entityIdOf(context) },
        { label: say.ssoUrl, value: ssoUrl(context) },
        { label: say.sloUrl, value: sloUrl(context) },
        ...certificates.map((value) => ({ label: say.certificate, value })),
      ],
    }),
  });
}

/** What a CAS service is told of us. */
export function casSettings({ config }: Context, locale: Locale, title: string): Html {
  const say = samlAndCasWords(locale);
  return Card({
    title,
    children: CopyValues({
      values: [
        { label: say.casServer, value: `${config.issuer}/cas` },
        { label: say.casLogin, value: `${config.issuer}/cas/login` },
        { label: say.casValidate, value: `${config.issuer}/cas/p3/serviceValidate` },
        { label: say.casLogout, value: `${config.issuer}/cas/logout` },
      ],
    }),
  });
}
