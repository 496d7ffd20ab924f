import { Card, EmptyState, formatDate, html, LinkButton, PageHeader, Table } from '@onecampus/pages';
import { presets } from '../../../rules/presets.ts';
import type { ListedClient } from '../../../use-cases/list-own-clients.ts';
import { consolePath } from '../console-frame.ts';
import { leavesWords } from '../leaves/leaves-words.ts';
import type { Seen } from '../place.ts';
import { clientsWords } from './clients-words.ts';
import { StateBadge } from './state-badge.ts';

/** Applications of one university. */
export function clientsView({ seen, clients }: { readonly seen: Seen; readonly clients: readonly ListedClient[] }) {
  const { locale, university } = seen;
  const say = clientsWords(locale);
  const root = `${consolePath(university)}/clients`;
  const add = LinkButton({ label: say.add, href: `${root}/add`, tone: 'primary' });
  const leaves = LinkButton({ label: leavesWords(locale).link, href: `${root}/leaves`, tone: 'secondary' });
  return {
    title: say.clients,
    body: html`
      ${PageHeader({ title: say.clients, lead: say.lead, actions: clients.length === 0 ? leaves : [leaves, add] })}
      ${
        clients.length === 0
          ? Card({ children: EmptyState({ title: say.none, text: say.noneText, action: add }) })
          : Card({
              flush: true,
              children: Table({
                caption: say.clients,
                captionHidden: true,
                columns: [
                  { key: 'name', label: say.name, heading: true },
                  { key: 'product', label: say.product },
                  { key: 'state', label: say.state },
                  { key: 'changed', label: say.changed, nowrap: true },
                ],
                rows: clients.map((client) => ({
                  name: html`<a href=${`${root}/${client.id}`}>${locale === 'ru' ? client.nameRu : client.name}</a>`,
                  product: client.preset === null ? say.otherProduct : presets[client.preset].name,
                  state: StateBadge({ locale, state: client.state }),
                  changed: formatDate(locale, client.changedAt, university.timeZone),
                })),
              }),
            })
      }`,
  };
}
