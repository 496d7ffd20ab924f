import { Actions, Card, EmptyState, formatDate, html, LinkButton, PageHeader, Stack, Table } from '@onecampus/pages';
import type { App, Context } from '../../../context.ts';
import { listOwnFrontServices } from '../../../use-cases/list-front-services.ts';
import { StateBadge } from '../clients/state-badge.ts';
import { consolePath } from '../console-frame.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { casSettings, samlSettings } from './own-settings.ts';
import { samlAndCasWords } from './words.ts';

export const sectionPath = ({ university }: Pick<Seen, 'university'>) => `${consolePath(university)}/saml-and-cas`;

/** A university's services that speak SAML or CAS, and what every such service has to know of us. */
export function samlAndCasPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/saml-and-cas',
    section: 'saml-and-cas',
    handle: async ({ seen }) => {
      const { locale, university } = seen;
      const say = samlAndCasWords(locale);
      const root = sectionPath(seen);
      const services = await listOwnFrontServices(context.db, university.id);
      const add = Actions({
        children: [
          LinkButton({ label: say.addSaml, href: `${root}/add-saml`, tone: 'primary' }),
          LinkButton({ label: say.addCas, href: `${root}/add-cas` }),
        ],
      });
      const list =
        services.length === 0
          ? Card({ children: EmptyState({ title: say.none, text: say.noneText, action: add }) })
          : Card({
              flush: true,
              children: Table({
                caption: say.title,
                captionHidden: true,
                columns: [
                  { key: 'name', label: say.name, heading: true },
                  { key: 'protocol', label: say.protocol, nowrap: true },
                  { key: 'address', label: say.address },
                  { key: 'state', label: say.state },
                  { key: 'changed', label: say.changed, nowrap: true },
                ],
                rows: services.map((one) => ({
                  name: html`<a href=${`${root}/${one.id}`}>${locale === 'ru' ? one.nameRu : one.name}</a>`,
                  protocol: one.protocol.toUpperCase(),
                  address: html`<span class="code" translate="no">${one.address}</span>`,
                  state: StateBadge({ locale, state: one.state }),
                  changed: formatDate(locale, one.changedAt, university.timeZone),
                })),
              }),
            });
      return {
        title: say.title,
        body: html`
          ${PageHeader({ title: say.title, lead: say.lead, ...(services.length === 0 ? {} : { actions: add }) })}
          ${Stack({
            children: [
              list,
              html`<h2>${say.ours}</h2>`,
              await samlSettings(context, locale, say.oursSaml),
              casSettings(context, locale, say.oursCas),
            ],
          })}`,
      };
    },
  });
}
