import { Alert, html, PageHeader, Stack } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { kickLogout } from '../../../logout/telling.ts';
import { endOtherSessions, endOwnSession, listOwnSessions } from '../../../use-cases/own-sessions.ts';
import { accountPage } from '../account-page.ts';
import { endOthersCard, sessionCard } from './session-card.ts';
import { sessionsWords } from './sessions-words.ts';

const path = '/account/sessions';
const query = z.object({
  done: z.enum(['ended', 'gone', 'others']).optional(),
  count: z.coerce.number().int().optional(),
});
const form = z.strictObject({ session: z.string().max(64) });

/** `/account/sessions`: where one's account is open, and the end of any of it. */
export function sessionsPages(app: App, context: Context): void {
  accountPage(app, context, {
    method: 'get',
    path,
    section: 'sessions',
    query,
    handle: async ({ visitor, locale, query: { done, count } }) => {
      const say = sessionsWords(locale);
      const sessions = await listOwnSessions(context.db, visitor);
      const told = {
        ended: () => Alert({ tone: 'ok', title: say.ended, text: say.endedText }),
        gone: () => Alert({ tone: 'info', title: say.gone, text: say.goneText }),
        others: () => Alert({ tone: 'ok', title: say.othersEnded(count ?? 0), text: say.endedText }),
      };
      return {
        title: say.title,
        body: html`
          ${PageHeader({ title: say.title, lead: say.lead })}
          ${Stack({
            children: [
              done ? told[done]() : null,
              ...sessions.map((session) => sessionCard(locale, session, `${path}/end`)),
              sessions.length > 1 ? endOthersCard(locale, `${path}/end-others`) : html`<p>${say.onlyThis}</p>`,
            ],
          })}`,
      };
    },
  });

  accountPage(app, context, {
    method: 'post',
    path: `${path}/end`,
    section: 'sessions',
    form,
    handle: async ({ visitor, form: { session } }) => {
      const ended = await endOwnSession(context.db, visitor, session);
      kickLogout(context);
      return { redirect: `${path}?done=${ended ? 'ended' : 'gone'}` };
    },
  });

  accountPage(app, context, {
    method: 'post',
    path: `${path}/end-others`,
    section: 'sessions',
    form: z.strictObject({}),
    handle: async ({ visitor }) => {
      const count = await endOtherSessions(context.db, visitor);
      kickLogout(context);
      return { redirect: `${path}?done=others&count=${count}` };
    },
  });
}
