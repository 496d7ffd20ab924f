import type { University } from '@onecampus/directory';
import {
  Alert,
  Card,
  EmptyState,
  formatDateTime,
  html,
  LinkButton,
  type Locale,
  PageHeader,
  Stack,
  Table,
} from '@onecampus/pages';
import type { NamedRequest, UpstreamRequest } from '../../../use-cases/consortium-requests.ts';
import type { WaysIn } from '../../../use-cases/list-ways-in.ts';
import { confirmationWords } from '../../account/security/confirmation-words.ts';
import { firstFactorCard } from './first-factor-card.ts';
import { requestWords } from './request-words.ts';
import { stateBadge } from './state-badge.ts';
import { strangerCards } from './stranger-cards.ts';
import { upstreamRequestCard } from './upstream-request-card.ts';
import { waysInPath } from './ways-in-path.ts';
import { waysInWords } from './ways-in-words.ts';

/** How a university's people sign in, its providers, and who waits to be known. */
export function waysInView(view: {
  readonly locale: Locale;
  readonly university: University;
  readonly universities: readonly University[];
  readonly waysIn: WaysIn;
  /** Who looks at it. */
  readonly personId: string;
  readonly requests: readonly UpstreamRequest[];
  readonly firstFactors: readonly NamedRequest[];
  readonly done: string | undefined;
  /** Why the last answer was not taken, as an error's code. */
  readonly fault: string | undefined;
}) {
  const { locale, university, waysIn } = view;
  const say = waysInWords(locale);
  const live = waysIn.upstreams.find(({ state }) => state === 'live');
  const done = (dones(locale) as Record<string, string>)[view.done ?? ''];
  const faults: Record<string, string> = {
    'person.unknown': say.personUnknown,
    'person.ambiguous': say.personUnknown,
    'person.own_record': say.ownPerson,
    'match.decided': say.decidedAlready,
    'match.second_pair_of_eyes': say.secondPair,
    'version.stale': requestWords(locale).requestStale,
    'consortium.wrong_number': confirmationWords(locale).wrongNumber,
    'consortium.request_unknown': requestWords(locale).requestGone,
  };
  const fault = faults[view.fault ?? ''];
  return {
    title: say.title,
    body: html`
      ${PageHeader({
        title: say.title,
        lead: live ? say.leadThere(live.issuer) : say.leadHere,
        actions: LinkButton({ label: say.add, href: waysInPath(university, '/new') }),
      })}
      ${Stack({
        children: html`
          ${done ? Alert({ tone: 'ok', title: done }) : null}
          ${fault ? Alert({ tone: 'error', title: fault }) : null}
          ${view.requests.map((request) =>
            upstreamRequestCard({
              locale,
              timeZone: university.timeZone,
              request,
              own: request.askedBy === view.personId,
              action: waysInPath(university, `/requests/${request.id}`),
            }),
          )}
          ${view.firstFactors.map((request) =>
            firstFactorCard({
              locale,
              timeZone: university.timeZone,
              request,
              own: request.askedBy === view.personId,
              action: waysInPath(university, `/requests/${request.id}`),
            }),
          )}
          ${providers(view, say)}
          ${strangerCards(view)}`,
      })}`,
  };
}

function dones(locale: Locale) {
  const [say, answer] = [waysInWords(locale), requestWords(locale)];
  return {
    linked: say.linked,
    proposed: say.proposed,
    refused: say.refused,
    asked: answer.requestAsked,
    'request-agreed': answer.requestAgreed,
    'request-refused': answer.requestRefused,
  };
}

function providers(
  { locale, university, waysIn }: Parameters<typeof waysInView>[0],
  say: ReturnType<typeof waysInWords>,
) {
  if (waysIn.upstreams.length === 0)
    return Card({ children: EmptyState({ title: say.noneTitle, text: say.noneText }) });
  return Card({
    title: say.providers,
    flush: true,
    children: Table({
      caption: say.providers,
      captionHidden: true,
      columns: [
        { key: 'issuer', label: say.issuer, heading: true },
        { key: 'state', label: say.state },
        { key: 'tested', label: say.changed, nowrap: true },
      ],
      rows: waysIn.upstreams.map(({ id, issuer, state, testedAt }) => ({
        issuer: html`<a href=${waysInPath(university, `/${id}`)}>${issuer}</a>`,
        state: stateBadge(state, locale),
        tested: testedAt ? formatDateTime(locale, testedAt, university.timeZone) : say.never,
      })),
    }),
  });
}
