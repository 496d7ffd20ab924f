import { Alert, html, localeCookie, localeCookieMaxAgeSeconds, PageHeader, Stack } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { chooseLanguage, languageOf } from '../../use-cases/account-language.ts';
import { closingOf } from '../../use-cases/close-account.ts';
import { listNotices } from '../../use-cases/list-notices.ts';
import { listOwnSessions } from '../../use-cases/own-sessions.ts';
import { consoleRoles } from '../console/console-frame.ts';
import { accountPage } from './account-page.ts';
import { accountWords } from './account-words.ts';
import { actingCard } from './acting/acting-card.ts';
import { closingAlert } from './close/close.ts';
import { hereCard, languageCard, moreCard, watchCard } from './overview-cards.ts';
import { overviewWords } from './overview-words.ts';

const recently_ms = 30 * 86_400_000;

/** `/account`: where somebody stands with his account, and the language that he wants. */
export function accountOverviewPage(app: App, context: Context): void {
  accountPage(app, context, {
    method: 'get',
    path: '/account',
    section: 'overview',
    query: z.object({ saved: z.literal('yes').optional(), kept: z.literal('yes').optional() }),
    handle: async ({ visitor, locale, query: { saved, kept } }) => {
      const say = accountWords(locale);
      const { db, clock } = context;
      const [sessions, closing, language, notices] = await Promise.all([
        listOwnSessions(db, visitor),
        closingOf(db, visitor),
        languageOf(db, visitor.accountPersonId),
        listNotices(context, visitor.accountPersonId),
      ]);
      const since = clock.now().getTime() - recently_ms;
      const recent = notices.filter(({ happenedAt }) => happenedAt.getTime() > since).length;
      return {
        title: say.title,
        body: html`
          ${PageHeader({ title: say.title, lead: say.lead(visitor.name) })}
          ${Stack({
            children: [
              saved ? Alert({ tone: 'ok', title: overviewWords(locale).saved }) : null,
              kept ? Alert({ tone: 'ok', title: overviewWords(locale).kept }) : null,
              closing ? closingAlert(locale, closing) : null,
              await actingCard(context, visitor, locale),
              hereCard(locale, { visitor, session: sessions.find(({ isThisOne }) => isThisOne) }),
              watchCard(locale, { others: sessions.filter(({ isThisOne }) => !isThisOne).length, notices: recent }),
              languageCard(locale, language ?? locale),
              moreCard(locale, {
                myData: `${context.config.serviceUrls.registrar}/my`,
                card: `${context.config.serviceUrls['card-issuer']}/my`,
                staff: visitor.roles.some(({ role }) => consoleRoles.some((one) => one === role)),
              }),
            ],
          })}`,
      };
    },
  });

  accountPage(app, context, {
    method: 'post',
    path: '/account/language',
    section: 'overview',
    form: z.strictObject({ language: z.enum(['ru', 'en']) }),
    handle: async ({ visitor, form: { language }, response }) => {
      await chooseLanguage(context.db, visitor.accountPersonId, language);
      response.cookie(localeCookie, language, {
        maxAge: localeCookieMaxAgeSeconds * 1_000,
        httpOnly: true,
        sameSite: 'lax',
        secure: context.config.issuer.startsWith('https:'),
        path: '/',
      });
      return { redirect: '/account?saved=yes' };
    },
  });
}
