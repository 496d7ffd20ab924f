import { Card, formatNumber, html, PageHeader, Stack, Stats } from '@onecampus/pages';
import type { ConsoleOverview } from '../../use-cases/show-console-overview.ts';
import { consolePath } from './console-frame.ts';
import { consoleWords } from './console-words.ts';
import { overviewWords } from './overview-words.ts';
import type { Seen } from './place.ts';

/** Numbers that matter, and what waits for a decision, each with the way to it. */
export function overviewView({ locale, university }: Seen, known: ConsoleOverview) {
  const say = overviewWords(locale);
  const root = consolePath(university);
  const matters = [
    { count: known.requestsWaiting, text: say.requests, path: '/ways-in' },
    { count: known.strangersWaiting, text: say.strangers, path: '/ways-in' },
    { count: known.recoveriesWaiting, text: say.recoveries, path: '/recoveries' },
    { count: known.networksWaiting, text: say.networks, path: '/networks' },
    { count: known.servicesFailing, text: say.logouts, path: '/sign-outs' },
    { count: known.servicesDraft, text: say.draftServices, path: '/clients' },
  ].filter(({ count }) => count > 0);
  return {
    title: consoleWords(locale).title,
    body: html`
      ${PageHeader({ title: university.name[locale], lead: say.lead })}
      ${Stack({
        children: [
          Stats({
            items: [
              {
                label: say.services,
                value: formatNumber(locale, known.servicesOpen),
                detail: known.servicesDraft > 0 ? say.drafts(known.servicesDraft) : undefined,
              },
              {
                label: say.failing,
                value: formatNumber(locale, known.servicesFailing),
                tone: known.servicesFailing > 0 ? 'warn' : 'neutral',
              },
              { label: say.upstream, value: known.upstream === null ? say.local : say[known.upstream] },
              { label: say.invitations, value: formatNumber(locale, known.invitationsOpen) },
            ],
          }),
          Card({
            title: say.waiting,
            children:
              matters.length === 0
                ? html`<p>${say.nothing}</p>`
                : html`<ul>${matters.map(({ count, text, path }) => html`<li><a href=${`${root}${path}`}>${text(count)}</a></li>`)}</ul>`,
          }),
        ],
      })}`,
  };
}
