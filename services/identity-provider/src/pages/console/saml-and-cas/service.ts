import { isDomainError } from '@onecampus/errors';
import { Actions, Button, Card, Form, html, PageHeader } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { mayBecome } from '../../../rules/client-states.ts';
import { changeSamlMetadata } from '../../../use-cases/change-saml-metadata.ts';
import { type FrontService, findOwnFrontService } from '../../../use-cases/find-front-service.ts';
import { listFrontRefusals } from '../../../use-cases/list-front-refusals.ts';
import { setClientState } from '../../../use-cases/set-client-state.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { metadataFault } from './add-saml.ts';
import { casSettings, samlSettings } from './own-settings.ts';
import { nameOf, type ServiceShown, serviceView } from './service-view.ts';
import { sectionPath } from './services.ts';
import { samlAndCasWords } from './words.ts';

const params = { id: z.string().min(2).max(63) };
const stateParams = { ...params, to: z.enum(['live', 'suspended', 'withdrawn']) };
const refusals_shown = 10;
type To = z.infer<typeof stateParams.to>;

/** One service of the console's own university; everybody else's is not there. */
export function frontServicePages(app: App, context: Context): void {
  const section = 'saml-and-cas';
  const find = ({ university }: Seen, id: string) => findOwnFrontService(context.db, id, university.id);
  const show = async (seen: Seen, id: string, more: Partial<ServiceShown> = {}) => {
    const service = await find(seen, id);
    const { toSettings } = samlAndCasWords(seen.locale);
    const settings =
      service.protocol === 'saml'
        ? await samlSettings(context, seen.locale, toSettings)
        : casSettings(context, seen.locale, toSettings);
    const refusals = await listFrontRefusals(context.db, id, refusals_shown);
    return serviceView({ seen, service, settings, refusals, ...more });
  };

  consolePage(app, context, {
    method: 'get',
    path: '/saml-and-cas/:id',
    section,
    params,
    query: z.object({ done: z.enum(['connected', 'replaced']).optional() }),
    handle: async ({ seen, params, query }) => show(seen, params.id, { done: query.done }),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/saml-and-cas/:id/metadata',
    section,
    stepUp: true,
    params,
    form: z.strictObject({ metadata: z.string().default('') }),
    handle: async ({ seen, params, form: { metadata } }) => {
      const { db, config, clock } = context;
      try {
        await changeSamlMetadata({ db, production: config.production, now: clock.now() }, seen.by, {
          id: params.id,
          universityId: seen.university.id,
          metadataXml: metadata,
        });
      } catch (error) {
        return show(seen, params.id, { refused: { metadata, text: metadataFault(error, seen) } });
      }
      return { redirect: `${sectionPath(seen)}/${params.id}?done=replaced` };
    },
  });

  consolePage(app, context, {
    method: 'get',
    path: '/saml-and-cas/:id/state/:to',
    section,
    stepUp: true,
    params: stateParams,
    handle: async ({ seen, params }) => {
      const service = await find(seen, params.id);
      if (!mayBecome(service.client.state, params.to)) return { redirect: `${sectionPath(seen)}/${params.id}` };
      return askView(seen, service, params.to);
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/saml-and-cas/:id/state/:to',
    section,
    stepUp: true,
    params: stateParams,
    form: z.strictObject({ version: z.string().regex(/^[1-9]\d{0,17}$/) }),
    handle: async ({ seen, params, form }) => {
      await find(seen, params.id);
      try {
        await setClientState(context.db, seen.by, {
          id: params.id,
          owner: { universityId: seen.university.id },
          seenVersion: form.version,
          to: params.to,
        });
      } catch (error) {
        if (!isDomainError(error) || !['version.stale', 'client.state_refused'].includes(error.code)) throw error;
        return show(seen, params.id, { stale: true });
      }
      context.clients.forget();
      return { redirect: `${sectionPath(seen)}/${params.id}` };
    },
  });
}

function askView(seen: Seen, service: FrontService, to: To) {
  const say = samlAndCasWords(seen.locale);
  const name = nameOf(service, seen.locale);
  const path = `${sectionPath(seen)}/${service.client.id}`;
  const { title, text, button } = {
    live: { title: say.resumeTitle(name), text: say.resumeText, button: say.resume },
    suspended: { title: say.suspendTitle(name), text: say.suspendText, button: say.suspend },
    withdrawn: { title: say.withdrawTitle(name), text: say.withdrawText, button: say.withdraw },
  }[to];
  return {
    title,
    body: html`
      ${PageHeader({ title, back: { href: path, label: say.toService } })}
      ${Card({
        children: html`<p>${text}</p>
          ${Form({
            action: `${path}/state/${to}`,
            hidden: { version: service.client.version },
            children: Actions({
              children: Button({ label: button, busyLabel: say.sending, tone: to === 'live' ? 'primary' : 'danger' }),
            }),
          })}`,
      })}`,
  };
}
