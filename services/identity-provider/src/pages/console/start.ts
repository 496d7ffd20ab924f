import { page } from '@onecampus/http';
import { Card, html, PageHeader } from '@onecampus/pages';
import type { App, Context } from '../../context.ts';
import { showConsoleOverview } from '../../use-cases/show-console-overview.ts';
import { consoleRoles, firstPathFor } from './console-frame.ts';
import { consolePage } from './console-page.ts';
import { consoleWords } from './console-words.ts';
import { overviewView } from './overview-view.ts';
import { passkeyNeededView } from './passkey-needed-view.ts';
import { servedBy } from './place.ts';

/** `/console`: to the university of whoever works there, or the choice between his universities; and each one's first page. */
export function consoleStartPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/console',
    visitor: context.ownSession.signedIn,
    handle: async ({ visitor, locale }) => {
      const say = consoleWords(locale);
      if (visitor.restsOnAWord) return passkeyNeededView(locale);
      const own = servedBy(visitor, await context.universities.all(), consoleRoles);
      if (own.length === 1) return { redirect: firstPathFor(visitor, own[0]!) };
      return {
        title: say.chooseUniversity,
        body: html`
          ${PageHeader({ title: say.chooseUniversity })}
          ${Card({
            children: html`<ul>${own.map((one) => html`<li><a href=${firstPathFor(visitor, one)}>${one.name[locale]}</a></li>`)}</ul>`,
          })}`,
      };
    },
  });

  consolePage(app, context, {
    method: 'get',
    path: '',
    section: 'overview',
    handle: async ({ seen }) => overviewView(seen, await showConsoleOverview(context.db, seen.university.id)),
  });
}
