import { alreadyAnswered, bearer, nobodyInParticular, route } from '@onecampus/http';
import { randomToken } from '@onecampus/runtime';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { ownMetadataXml } from '../../rules/saml-own-metadata.ts';
import { signedMetadata } from '../../saml/codec.ts';
import { entityIdOf, samlId, sloUrl, ssoUrl, subjectScopeOf } from '../../saml/places.ts';
import { forgetSamlKeys, samlCertificateParts, samlKeys } from '../../saml/saml-keys.ts';
import { rotateSamlCertificate } from '../../use-cases/rotate-saml-certificate.ts';

/** Our own metadata, and the change of the key in them. */
export function samlMetadataRoutes(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/saml/metadata',
    summary: 'SAML: metadata of this identity provider',
    authenticate: nobodyInParticular,
    query: z.record(z.string(), z.unknown()),
    handle: async ({ response }) => {
      response.type('application/samlmetadata+xml').send(await ownMetadata(context));
      return alreadyAnswered;
    },
  });

  route(app, {
    method: 'post',
    path: '/api/v1/saml-certificates/rotate',
    summary: 'One step of changing the key that SAML services know',
    authenticate: bearer(context.access, 'keys.write'),
    body: z.strictObject({ step: z.enum(['publish', 'sign', 'withdraw']) }),
    handle: async ({ principal, body }) => {
      await rotateSamlCertificate(samlCertificateParts(context), principal.actor, body.step);
      forgetSamlKeys(context);
      return { certificates: (await samlKeys(context)).certificates };
    },
  });
}

async function ownMetadata(context: Context): Promise<string> {
  const { signing, certificates } = await samlKeys(context);
  const universities = await context.universities.all();
  const metadata = ownMetadataXml({
    id: samlId(randomToken()),
    entityId: entityIdOf(context),
    ssoUrl: ssoUrl(context),
    sloUrl: sloUrl(context),
    certificates,
    scopes: [...new Set([subjectScopeOf(context), ...universities.flatMap(({ scopes }) => scopes)])],
    names: { ru: context.service.name, en: context.service.name },
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${signedMetadata(metadata, signing).xml}\n`;
}
