import { isDomainError } from '@onecampus/errors';
import {
  Actions,
  Alert,
  Button,
  Card,
  CheckboxField,
  ErrorSummary,
  Field,
  Form,
  html,
  PageHeader,
  TextAreaField,
} from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { type ClientWish, changeClient } from '../../../use-cases/change-client.ts';
import { consolePage } from '../console-page.ts';
import { clientParams, shownClient } from './client.ts';
import { type ClientShown, clientPath, nameOf } from './client-view.ts';
import { clientsWords } from './clients-words.ts';
import { linesField } from './lines-field.ts';
import { otherWords } from './other-words.ts';

const form = z.strictObject({
  version: z.string().regex(/^[1-9]\d{0,17}$/),
  nameRu: z.string().trim().max(200).default(''),
  name: z.string().trim().max(200).default(''),
  redirectUris: linesField,
  postLogoutRedirectUris: linesField,
  backchannelLogoutUri: z.string().trim().max(2_000).default(''),
  scope: z.string().trim().max(1_000).default(''),
  noPkce: z.literal('yes').optional(),
});

type Fault = { readonly field: string; readonly text: string };

/** Changing a registration: names and addresses. What its product demands stays as the product demands it. */
export function editClientPages(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients/:id/edit',
    section: 'clients',
    stepUp: true,
    params: clientParams,
    handle: async ({ seen, params }) => editView(await shownClient(context, seen, params.id), [], false),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/clients/:id/edit',
    section: 'clients',
    stepUp: true,
    params: clientParams,
    form,
    handle: async ({ seen, params, form: sent }) => {
      const shown = await shownClient(context, seen, params.id);
      const say = clientsWords(seen.locale);
      const { version, backchannelLogoutUri, noPkce, ...rest } = sent;
      const requirePkce = noPkce !== 'yes';
      const wish: ClientWish = { ...rest, requirePkce, backchannelLogoutUri: backchannelLogoutUri || null };
      const typed = { ...shown, client: { ...shown.client, ...wish, version } };
      const missing = (['nameRu', 'name'] as const).filter((field) => sent[field] === '');
      if (missing.length > 0)
        return editView(
          typed,
          missing.map((field) => ({ field, text: say.needed })),
          false,
        );
      try {
        const { db, config } = context;
        await changeClient({ db, production: config.production }, seen.by, {
          id: params.id,
          owner: { universityId: seen.university.id },
          seenVersion: version,
          wish,
        });
      } catch (error) {
        if (!isDomainError(error)) throw error;
        if (error.code === 'version.stale') return editView(await shownClient(context, seen, params.id), [], true);
        if (error.code !== 'client.unfit') throw error;
        const faults = (error.details['faults'] as { field: string }[] | undefined) ?? [];
        return editView(
          typed,
          faults.map(({ field }) => ({
            field: fields[field] ?? 'redirectUris',
            text: field === 'scope' ? otherWords(seen.locale).scopeUnfit : say.uriUnfit,
          })),
          false,
        );
      }
      context.clients.forget();
      return { redirect: clientPath(shown) };
    },
  });
}

/** RFC 7591's words for what the form calls by our own. */
const fields: Readonly<Record<string, string>> = {
  redirect_uris: 'redirectUris',
  post_logout_redirect_uris: 'postLogoutRedirectUris',
  backchannel_logout_uri: 'backchannelLogoutUri',
  scope: 'scope',
  require_pkce: 'noPkce',
};

function editView(shown: ClientShown, faults: readonly Fault[], stale: boolean) {
  const { seen, client } = shown;
  const say = clientsWords(seen.locale);
  const more = otherWords(seen.locale);
  const errorOf = (field: string) => faults.find((one) => one.field === field)?.text;
  const text = (label: string, name: string, value: string, hint?: string) =>
    Field({ label, name, value, hint, error: errorOf(name), autocomplete: 'off', maxlength: 2_000 });
  const area = (label: string, name: string, values: readonly string[], hint?: string) =>
    TextAreaField({ label, name, value: values.join('\n'), rows: 3, hint, error: errorOf(name) });
  return {
    title: say.editTitle(nameOf(shown)),
    ...(faults.length > 0 ? { status: 422 } : stale ? { status: 409 } : {}),
    body: html`
      ${PageHeader({ title: say.editTitle(nameOf(shown)), back: { href: clientPath(shown), label: say.toClient } })}
      ${stale ? Alert({ tone: 'warn', title: say.stale, text: say.staleText }) : null}
      ${ErrorSummary({ title: say.faults, errors: faults })}
      ${Card({
        children: Form({
          action: `${clientPath(shown)}/edit`,
          hidden: { version: client.version },
          children: html`
            ${text(say.nameRu, 'nameRu', client.nameRu, say.nameHint)} ${text(say.nameEn, 'name', client.name)}
            ${area(say.redirectUris, 'redirectUris', client.redirectUris, say.redirectHint)}
            ${area(say.postLogout, 'postLogoutRedirectUris', client.postLogoutRedirectUris)}
            ${text(say.backchannel, 'backchannelLogoutUri', client.backchannelLogoutUri ?? '')}
            ${text(say.scope, 'scope', client.scope, more.scopeHint)}
            ${client.hasSecret ? CheckboxField({ label: more.noPkce, name: 'noPkce', checked: !client.requirePkce, hint: more.noPkceHint }) : null}
            ${Actions({ children: Button({ label: say.save, busyLabel: say.sending }) })}`,
        }),
      })}`,
  };
}
