import { isDomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { addUniversityClient } from '../../../use-cases/add-university-client.ts';
import { findOwnClient } from '../../../use-cases/find-own-client.ts';
import { consolePage } from '../console-page.ts';
import { addOtherView, type OtherFault, type OtherForm } from './add-other-view.ts';
import { secretShownView } from './add-view.ts';
import { clientsWords } from './clients-words.ts';
import { linesField } from './lines-field.ts';
import { otherWords } from './other-words.ts';

const blank: OtherForm = {
  name: '',
  nameRu: '',
  kind: 'confidential',
  redirectUris: [],
  postLogoutRedirectUris: [],
  backchannelLogoutUri: '',
  scope: 'openid profile email',
  noPkce: false,
  consent: false,
};

const form = z.strictObject({
  name: z.string().trim().max(200).default(''),
  nameRu: z.string().trim().max(200).default(''),
  kind: z.enum(['confidential', 'public']).default('confidential'),
  redirectUris: linesField,
  postLogoutRedirectUris: linesField,
  backchannelLogoutUri: z.string().trim().max(2_000).default(''),
  scope: z.string().trim().max(1_000).default(''),
  noPkce: z.literal('yes').optional(),
  consent: z.literal('yes').optional(),
});

/** RFC 7591's words for what the form calls by our own. */
const fields: Readonly<Record<string, keyof OtherForm>> = {
  post_logout_redirect_uris: 'postLogoutRedirectUris',
  backchannel_logout_uri: 'backchannelLogoutUri',
  scope: 'scope',
  require_pkce: 'noPkce',
};

/** Connecting a service that is none of the products we know. */
export function addOtherPages(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients/add/other',
    section: 'clients',
    stepUp: true,
    handle: async ({ seen }) => addOtherView({ seen, form: blank, faults: [] }),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/clients/add/other',
    section: 'clients',
    stepUp: true,
    form,
    handle: async ({ seen, form: sent }) => {
      const say = clientsWords(seen.locale);
      const typed: OtherForm = { ...sent, noPkce: sent.noPkce === 'yes', consent: sent.consent === 'yes' };
      const again = (faults: readonly OtherFault[]) => addOtherView({ seen, form: typed, faults });
      const missing = (['nameRu', 'name', 'redirectUris'] as const).filter((field) => typed[field].length === 0);
      if (missing.length > 0) return again(missing.map((field) => ({ field, text: say.needed })));
      const { db, config } = context;
      try {
        const { id, secret } = await addUniversityClient({ db, production: config.production }, seen.by, {
          universityId: seen.university.id,
          name: typed.name,
          nameRu: typed.nameRu,
          redirectUris: typed.redirectUris,
          postLogoutRedirectUris: typed.postLogoutRedirectUris,
          backchannelLogoutUri: typed.backchannelLogoutUri || undefined,
          scope: typed.scope,
          isPublic: typed.kind === 'public',
          requirePkce: !typed.noPkce,
          asksConsent: typed.consent,
        });
        context.clients.forget();
        const client = await findOwnClient(db, id, { universityId: seen.university.id });
        const title = say.registered(seen.locale === 'ru' ? client.nameRu : client.name);
        return secretShownView({ seen, title, client, secret, known: undefined, issuer: config.issuer });
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'client.unfit') throw error;
        const faults = (error.details['faults'] as { field: string }[] | undefined) ?? [];
        return again(
          faults.map(({ field: named }) => {
            const field = fields[named] ?? 'redirectUris';
            const text = field === 'scope' ? otherWords(seen.locale).scopeUnfit : say.uriUnfit;
            return { field, text };
          }),
        );
      }
    },
  });
}
