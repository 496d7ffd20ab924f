import { Actions, Button, Card, Form, html, PageHeader, SelectField } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { endOlderSecret } from '../../../use-cases/end-older-secret.ts';
import { replaceClientSecret } from '../../../use-cases/replace-client-secret.ts';
import { consolePage } from '../console-page.ts';
import { secretShownView } from './add-view.ts';
import { clientParams, shownClient } from './client.ts';
import { type ClientShown, clientPath, nameOf } from './client-view.ts';
import { clientsWords, keepWords } from './clients-words.ts';

const keeps = ['24', '168', '1', '0'] as const;
const version = z.string().regex(/^[1-9]\d{0,17}$/);

/** A new secret, shown once, while the present one works a little longer; and the end of the older one. */
export function clientSecretPages(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients/:id/secret',
    section: 'clients',
    stepUp: true,
    params: clientParams,
    handle: async ({ seen, params }) => askView(await shownClient(context, seen, params.id)),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/clients/:id/secret',
    section: 'clients',
    stepUp: true,
    params: clientParams,
    form: z.strictObject({ version, keep: z.enum(keeps) }),
    handle: async ({ seen, params, form }) => {
      const shown = await shownClient(context, seen, params.id);
      const { secret } = await replaceClientSecret(context.db, seen.by, {
        id: params.id,
        owner: { universityId: seen.university.id },
        seenVersion: form.version,
        keepHours: Number(form.keep),
      });
      context.clients.forget();
      const title = clientsWords(seen.locale).newSecretTitle(nameOf(shown));
      return secretShownView({ ...shown, title, secret, issuer: context.config.issuer });
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/clients/:id/older-secret/end',
    section: 'clients',
    stepUp: true,
    params: clientParams,
    form: z.strictObject({ version }),
    handle: async ({ seen, params, form }) => {
      const shown = await shownClient(context, seen, params.id);
      await endOlderSecret(context.db, seen.by, {
        id: params.id,
        owner: { universityId: seen.university.id },
        seenVersion: form.version,
      });
      context.clients.forget();
      return { redirect: clientPath(shown) };
    },
  });
}

function askView(shown: ClientShown) {
  const { seen, client } = shown;
  const say = clientsWords(seen.locale);
  const title = say.newSecretTitle(nameOf(shown));
  return {
    title,
    body: html`
      ${PageHeader({ title, lead: say.newSecretText, back: { href: clientPath(shown), label: say.toClient } })}
      ${Card({
        children: Form({
          action: `${clientPath(shown)}/secret`,
          hidden: { version: client.version },
          children: html`
            ${SelectField({
              label: say.keep,
              name: 'keep',
              value: '24',
              width: 'medium',
              options: keeps.map((value) => ({ value, label: keepWords(seen.locale)[value] })),
            })}
            ${Actions({ children: Button({ label: say.makeSecret, busyLabel: say.sending }) })}`,
        }),
      })}`,
  };
}
