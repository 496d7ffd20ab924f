import { isDomainError } from '@onecampus/errors';
import { Actions, Alert, Button, Card, Form, html, LinkButton, PageHeader, Stack } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { mayBecome } from '../../../rules/client-states.ts';
import { setClientState } from '../../../use-cases/set-client-state.ts';
import { consolePage } from '../console-page.ts';
import { clientParams, shownClient } from './client.ts';
import { type ClientShown, clientPath, nameOf } from './client-view.ts';
import { clientsWords } from './clients-words.ts';

const params = { ...clientParams, to: z.enum(['live', 'suspended', 'withdrawn']) };
type To = 'live' | 'suspended' | 'withdrawn';

/** Opening, suspending, resuming and withdrawing: the question, and what happens. */
export function clientStatePages(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients/:id/state/:to',
    section: 'clients',
    stepUp: true,
    params,
    handle: async ({ seen, params }) => {
      const shown = await shownClient(context, seen, params.id);
      return mayBecome(shown.client.state, params.to)
        ? askView(shown, params.to, false)
        : { redirect: clientPath(shown) };
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/clients/:id/state/:to',
    section: 'clients',
    stepUp: true,
    params,
    form: z.strictObject({ version: z.string().regex(/^[1-9]\d{0,17}$/) }),
    handle: async ({ seen, params, form }) => {
      const shown = await shownClient(context, seen, params.id);
      try {
        await setClientState(context.db, seen.by, {
          id: params.id,
          owner: { universityId: seen.university.id },
          seenVersion: form.version,
          to: params.to,
        });
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'client.not_tested') throw error;
        return askView(shown, params.to, true);
      }
      context.clients.forget();
      return { redirect: clientPath(shown) };
    },
  });
}

function askView(shown: ClientShown, to: To, untested: boolean) {
  const { seen, client } = shown;
  const say = clientsWords(seen.locale);
  const name = nameOf(shown);
  const resuming = client.state === 'suspended';
  const words = {
    live: resuming
      ? { title: say.reopenTitle(name), text: say.reopenText, button: say.reopen }
      : { title: say.openTitle(name), text: say.openText, button: say.open },
    suspended: { title: say.suspendTitle(name), text: say.suspendText, button: say.suspend },
    withdrawn: { title: say.withdrawTitle(name), text: say.withdrawText, button: say.withdraw },
  }[to];
  const testLink = LinkButton({ label: say.toTest, href: `${clientPath(shown)}/test`, tone: 'primary' });
  return {
    title: words.title,
    ...(untested ? { status: 409 } : {}),
    body: html`
      ${PageHeader({ title: words.title, back: { href: clientPath(shown), label: say.toClient } })}
      ${Stack({
        children: untested
          ? Alert({
              tone: 'warn',
              title: say.notTested,
              text: say.notTestedText,
              children: Actions({ children: testLink }),
            })
          : Card({
              children: html`<p>${words.text}</p>
                ${Form({
                  action: `${clientPath(shown)}/state/${to}`,
                  hidden: { version: client.version },
                  children: Actions({
                    children: Button({
                      label: words.button,
                      busyLabel: say.sending,
                      tone: to === 'live' ? 'primary' : 'danger',
                    }),
                  }),
                })}`,
            }),
      })}`,
  };
}
