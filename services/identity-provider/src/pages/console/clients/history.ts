import { Card, formatDateTime, html, PageHeader, Table } from '@onecampus/pages';
import type { App, Context } from '../../../context.ts';
import { listClientHistory } from '../../../use-cases/list-client-history.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { clientParams, shownClient } from './client.ts';
import { type ClientShown, clientPath, nameOf } from './client-view.ts';
import { clientStateWords, clientsWords } from './clients-words.ts';

type Change = Awaited<ReturnType<typeof listClientHistory>>[number];

/** Who changed what of an application. */
export function clientHistoryPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients/:id/history',
    section: 'clients',
    params: clientParams,
    handle: async ({ seen, params }) => {
      const owner = { universityId: seen.university.id };
      const changes = await listClientHistory(context.db, params.id, owner);
      return historyView(await shownClient(context, seen, params.id), changes);
    },
  });
}

function historyView(shown: ClientShown, changes: readonly Change[]) {
  const { seen } = shown;
  const say = clientsWords(seen.locale);
  return {
    title: `${nameOf(shown)}: ${say.history}`,
    body: html`
      ${PageHeader({ title: say.history, lead: nameOf(shown), back: { href: clientPath(shown), label: say.historyBack } })}
      ${Card({
        flush: true,
        children: Table({
          caption: say.history,
          captionHidden: true,
          columns: [
            { key: 'version', label: say.version, align: 'end' },
            { key: 'when', label: say.when, nowrap: true },
            { key: 'who', label: say.who },
            { key: 'what', label: say.what },
          ],
          rows: changes.map((change) => ({
            version: change.version,
            when: formatDateTime(seen.locale, change.at, seen.university.timeZone),
            who: whoWord(seen, change.by),
            what: whatWords(seen, change),
          })),
        }),
      })}`,
  };
}

function whoWord({ visitor, locale }: Seen, by: string): string {
  const say = clientsWords(locale);
  if (by === `person:${visitor.personId}`) return say.whoYou;
  return by.startsWith('person:') ? say.administrator : by === 'client:operator' ? say.operator : by;
}

function whatWords({ locale }: Seen, { version, changed }: Change) {
  const say = clientsWords(locale);
  if (version === '1') return say.registeredChange;
  const states: Readonly<Record<string, string>> = clientStateWords(locale);
  const shown = (value: unknown) =>
    typeof value === 'string' && value in states
      ? states[value]!
      : value === null || value === '' || (Array.isArray(value) && value.length === 0)
        ? say.nothing
        : Array.isArray(value)
          ? value.join(', ')
          : typeof value === 'object'
            ? JSON.stringify(value)
            : String(value);
  return html`${Object.entries(changed).map(([field, [was, is]]) => {
    if (field === 'secret') return html`<div>${say.secretChanged}</div>`;
    if (field === 'older_secret') return html`<div>${say.olderEnded}</div>`;
    return html`<div>${say.wasIs(fieldWord(locale, field), shown(was), shown(is))}</div>`;
  })}`;
}

/** What a column is called in the form; one that is in none by its own name. */
function fieldWord(locale: Seen['locale'], column: string): string {
  const say = clientsWords(locale);
  const words: Readonly<Record<string, string>> = {
    name: say.nameEn,
    name_ru: say.nameRu,
    state: say.state,
    redirect_uris: say.redirectUris,
    post_logout_redirect_uris: say.postLogout,
    backchannel_logout_uri: say.backchannel,
    scope: say.scope,
    require_pkce: say.pkce,
    signed_alg: say.alg,
    first_party: say.consent,
  };
  return words[column] ?? column;
}
