import { DomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { listClients } from '../../use-cases/scim/list-clients.ts';
import { unbindClient } from '../../use-cases/scim/unbind-client.ts';
import { confirmView } from '../console/confirm-view.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { connectionsWords } from './connections-words.ts';

const console = { section: 'connections', role: 'administrator', stepUp: true } as const;
const params = { client: z.string().min(1).max(200) };

export function unbindQuestionPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/connections/clients/:client/unbind',
    ...console,
    params,
    handle: async ({ seen, params }) => {
      const say = connectionsWords(seen.locale);
      const root = `${consolePath(seen.university)}/connections`;
      const bound = await listClients(context, { university: seen.university.slug });
      if (!bound.some((one) => one.clientId === params.client))
        throw new DomainError('scim-client.unknown', 'No such client speaks for this university.');
      return confirmView(seen, {
        title: say.unbindTitle(params.client),
        back: { href: root, label: say.back },
        texts: [say.unbindText],
        steppedUp: true,
        action: `${root}/clients/${encodeURIComponent(params.client)}/unbind`,
        button: say.unbind,
        danger: true,
      });
    },
  });
}

export function unbindPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/connections/clients/:client/unbind',
    ...console,
    params,
    handle: async ({ seen, params }) => {
      await unbindClient(context, { by: seen.by, university: seen.university.slug, clientId: params.client });
      return { redirect: `${consolePath(seen.university)}/connections?done=unbound` };
    },
  });
}
