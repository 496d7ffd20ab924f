import { isDomainError } from '@onecampus/errors';
import {
  Actions,
  Button,
  Card,
  CheckboxField,
  ErrorSummary,
  Form,
  html,
  PageHeader,
  RadioField,
  TextAreaField,
} from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { scopeOfRelease } from '../../../rules/front-release.ts';
import { addSamlService } from '../../../use-cases/add-saml-service.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { commonFields, commonForm, type Fault } from './fields.ts';
import { sectionPath } from './services.ts';
import { samlAndCasWords } from './words.ts';

const nameIds = ['transient', 'persistent', 'email'] as const;
const form = z.strictObject({
  ...commonForm,
  metadata: z.string().default(''),
  nameId: z.enum(nameIds).default('transient'),
  library: z.literal('yes').optional(),
});
type SamlForm = z.infer<typeof form>;

/** Connecting a service that speaks SAML, by its metadata. */
export function addSamlPages(app: App, context: Context): void {
  const path = '/saml-and-cas/add-saml';
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
      if (sent.metadata.trim() === '') return view(seen, sent, [{ field: 'metadata', text: say.needed }]);
      try {
        const { db, config, clock } = context;
        const place = { db, issuer: config.issuer, production: config.production, now: clock.now() };
        const { clientId } = await addSamlService(place, seen.by, {
          universityId: seen.university.id,
          metadataXml: sent.metadata,
          name: sent.name || undefined,
          nameRu: sent.nameRu || undefined,
          nameId: sent.nameId,
          libraryTerms: sent.library === 'yes',
          scope: scopeOfRelease(sent.release, { email: sent.nameId === 'email' }),
          own: sent.own === 'yes',
        });
        context.clients.forget();
        return { redirect: `${sectionPath(seen)}/${clientId}?done=connected` };
      } catch (error) {
        return view(seen, sent, [{ field: 'metadata', text: metadataFault(error, seen) }]);
      }
    },
  });
}

/** What is wrong with metadata, for whoever pasted them; any other error stays one. */
export function metadataFault(error: unknown, { locale }: Pick<Seen, 'locale'>): string {
  const say = samlAndCasWords(locale);
  if (isDomainError(error) && error.code === 'client.exists') return say.taken;
  if (!isDomainError(error) || error.code !== 'client.unfit') throw error;
  const [fault] = (error.details?.['faults'] as { message: string }[] | undefined) ?? [];
  return say.metadataUnfit(fault?.message ?? '');
}

function view(seen: Seen, sent: SamlForm, faults: readonly Fault[]) {
  const say = samlAndCasWords(seen.locale);
  const errorOf = (field: string) => faults.find((one) => one.field === field)?.text;
  return {
    title: say.samlTitle,
    ...(faults.length === 0 ? {} : { status: 422 }),
    body: html`
      ${PageHeader({ title: say.samlTitle, lead: say.samlLead, back: { href: sectionPath(seen), label: say.back } })}
      ${ErrorSummary({ title: say.faults, errors: [...faults] })}
      ${Card({
        children: Form({
          action: `${sectionPath(seen)}/add-saml`,
          children: html`
            ${TextAreaField({ label: say.metadata, name: 'metadata', value: sent.metadata, rows: 12, hint: say.metadataHint, error: errorOf('metadata') })}
            ${commonFields(seen, sent, errorOf, say.nameHint)}
            ${RadioField({ label: say.nameId, name: 'nameId', value: sent.nameId, options: nameIds.map((value) => ({ value, label: say[value] })) })}
            ${CheckboxField({ label: say.library, name: 'library', value: 'yes', checked: sent.library === 'yes', hint: say.libraryHint })}
            ${Actions({ children: Button({ label: say.connect, busyLabel: say.sending }) })}`,
        }),
      })}`,
  };
}
