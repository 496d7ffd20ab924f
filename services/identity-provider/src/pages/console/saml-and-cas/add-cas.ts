import { isDomainError } from '@onecampus/errors';
import { Actions, Button, Card, ErrorSummary, Field, Form, html, PageHeader, RadioField } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { scopeOfRelease } from '../../../rules/front-release.ts';
import { addCasService } from '../../../use-cases/add-cas-service.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { commonFields, commonForm, type Fault } from './fields.ts';
import { sectionPath } from './services.ts';
import { samlAndCasWords } from './words.ts';

const form = z.strictObject({
  ...commonForm,
  serviceUrl: z.string().trim().max(500).default(''),
  matches: z.enum(['below', 'exact']).default('below'),
  userName: z.enum(['subject', 'eppn']).default('subject'),
});
type CasForm = z.infer<typeof form>;

/** Connecting a service that speaks CAS, by its address. */
export function addCasPages(app: App, context: Context): void {
  const path = '/saml-and-cas/add-cas';
  const section = 'saml-and-cas';
  consolePage(app, context, {
    method: 'get',
    path,
    section,
    stepUp: true,
    handle: async ({ seen }) => view(seen, form.parse({}), []),
  });
  consolePage(app, context, {
    method: 'post',
    path,
    section,
    stepUp: true,
    form,
    handle: async ({ seen, form: sent }) => {
      const say = samlAndCasWords(seen.locale);
      const missing = (['serviceUrl', 'nameRu', 'name'] as const).filter((field) => sent[field] === '');
      if (missing.length > 0)
        return view(
          seen,
          sent,
          missing.map((field) => ({ field, text: say.needed })),
        );
      try {
        const { issuer, production } = context.config;
        const { clientId } = await addCasService({ db: context.db, issuer, production }, seen.by, {
          universityId: seen.university.id,
          name: sent.name,
          nameRu: sent.nameRu,
          serviceUrl: sent.serviceUrl,
          matches: sent.matches,
          userName: sent.userName,
          scope: scopeOfRelease(sent.release, { eppn: sent.userName === 'eppn' }),
          own: sent.own === 'yes',
        });
        context.clients.forget();
        return { redirect: `${sectionPath(seen)}/${clientId}?done=connected` };
      } catch (error) {
        if (!isDomainError(error) || !['client.unfit', 'client.exists'].includes(error.code)) throw error;
        return view(seen, sent, [
          { field: 'serviceUrl', text: error.code === 'client.exists' ? say.taken : say.urlUnfit },
        ]);
      }
    },
  });
}

function view(seen: Seen, sent: CasForm, faults: readonly Fault[]) {
  const say = samlAndCasWords(seen.locale);
  const errorOf = (field: string) => faults.find((one) => one.field === field)?.text;
  return {
    title: say.casTitle,
    ...(faults.length === 0 ? {} : { status: 422 }),
    body: html`
      ${PageHeader({ title: say.casTitle, lead: say.casLead, back: { href: sectionPath(seen), label: say.back } })}
      ${ErrorSummary({ title: say.faults, errors: [...faults] })}
      ${Card({
        children: Form({
          action: `${sectionPath(seen)}/add-cas`,
          children: html`
            ${Field({ label: say.serviceUrl, name: 'serviceUrl', type: 'url', value: sent.serviceUrl, hint: say.serviceUrlHint, error: errorOf('serviceUrl'), autocomplete: 'off', maxlength: 500 })}
            ${RadioField({
              label: say.matches,
              name: 'matches',
              value: sent.matches,
              options: [
                { value: 'below', label: say.matchesBelow },
                { value: 'exact', label: say.matchesExact },
              ],
            })}
            ${RadioField({
              label: say.userName,
              name: 'userName',
              value: sent.userName,
              options: [
                { value: 'subject', label: say.userSubject, hint: say.userSubjectHint },
                { value: 'eppn', label: say.userEppn, hint: say.userEppnHint },
              ],
            })}
            ${commonFields(seen, sent, errorOf)}
            ${Actions({ children: Button({ label: say.connect, busyLabel: say.sending }) })}`,
        }),
      })}`,
  };
}
