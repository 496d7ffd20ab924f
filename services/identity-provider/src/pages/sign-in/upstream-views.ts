import type { University } from '@onecampus/directory';
import type { PageView } from '@onecampus/http';
import {
  Alert,
  Button,
  Code,
  DescriptionList,
  Disclosure,
  Form,
  html,
  LinkButton,
  type Locale,
  PageHeader,
} from '@onecampus/pages';
import { universityPath } from './resolve-university.ts';
import { strangerNumber } from './stranger-number.ts';
import { upstreamWords } from './upstream-words.ts';

type Place = { readonly locale: Locale; readonly uid: string; readonly university: University };

const startPath = ({ uid, university }: Place, more: Record<string, string> = {}) =>
  `/interaction/${uid}/upstream?${new URLSearchParams({ university: university.slug, go: 'yes', ...more })}`;

/** The device remembers a university that has its own sign-in page: on to it, or to another. Links, so that no CSP of a form stops them. */
export function upstreamOfferView(place: Place, application: string): PageView {
  const say = upstreamWords(place.locale);
  const short = place.university.shortName[place.locale];
  return {
    title: say.title(short),
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.title(short), lead: say.lead(application) })}
      <p>${say.text(place.university.name[place.locale])}</p>
      ${LinkButton({ label: say.go(short), href: startPath(place), tone: 'primary', full: true })}
      ${LinkButton({ label: say.goShared, href: startPath(place, { shared: 'yes' }), full: true })}
      <p>${say.sharedHint}</p>
      <p><a href=${universityPath(place.uid)}>${say.other}</a></p>
      ${Form({ action: `/interaction/${place.uid}/cancel`, children: Button({ label: say.cancel, tone: 'quiet', full: true }) })}
    `,
  };
}

export type UpstreamFault = 'refused' | 'failed' | 'away' | 'not-fresh';

/** What went wrong over there, and three ways on: again, elsewhere, or with a password here. */
export function upstreamFaultView(
  place: Place,
  fault: { readonly kind: UpstreamFault; readonly code: string; readonly requestId: string },
): PageView {
  const say = upstreamWords(place.locale);
  const short = place.university.shortName[place.locale];
  const texts = {
    refused: { title: say.refusedTitle(short), text: say.refusedText, status: 403 },
    failed: { title: say.failedTitle(short), text: say.failedText, status: 502 },
    away: { title: say.awayTitle(short), text: say.awayText, status: 503 },
    'not-fresh': { title: say.failedTitle(short), text: say.notFreshText, status: 403 },
  }[fault.kind];
  const password = `/interaction/${place.uid}?${new URLSearchParams({ university: place.university.slug, way: 'password' })}`;
  return {
    title: texts.title,
    screen: 'card',
    status: texts.status,
    body: html`
      ${PageHeader({ title: texts.title, lead: texts.text })}
      ${LinkButton({ label: say.again, href: startPath(place), tone: 'primary', full: true })}
      ${LinkButton({ label: say.withPassword, href: password, full: true })}
      <p><a href=${universityPath(place.uid)}>${say.other}</a></p>
      ${Disclosure({
        summary: say.forIt,
        children: DescriptionList({
          items: [
            { term: 'error', description: Code({ value: fault.code }) },
            { term: 'request', description: Code({ value: fault.requestId }) },
          ],
        }),
      })}
    `,
  };
}

/** An answer that this browser did not ask for, or has had already. */
export function upstreamLostView(locale: Locale, again: string | undefined): PageView {
  const say = upstreamWords(locale);
  return {
    title: say.lostTitle,
    screen: 'card',
    status: 400,
    body: html`
      ${PageHeader({ title: say.lostTitle, lead: say.lostText })}
      ${again === undefined ? null : LinkButton({ label: say.again, href: again, tone: 'primary', full: true })}
      ${LinkButton({ label: say.home, href: '/', full: true })}
    `,
  };
}

/** The university knows him and the directory does not: what happens next, and the number to ask about. */
export function strangerView(place: Place, number: string | undefined): PageView {
  const say = upstreamWords(place.locale);
  return {
    title: say.strangerTitle,
    screen: 'card',
    status: 403,
    body: html`
      ${PageHeader({ title: say.strangerTitle, lead: say.strangerText(place.university.name[place.locale]) })}
      ${
        number === undefined
          ? Alert({ tone: 'warn', title: say.strangerFull })
          : DescriptionList({
              items: [{ term: say.strangerNumber, description: Code({ value: strangerNumber(number) }) }],
            })
      }
      ${ways(place)}
    `,
  };
}

/** Locked, refused, or a provider that is not live any more: no word of which. */
export function upstreamBlockedView(place: Place): PageView {
  const say = upstreamWords(place.locale);
  return {
    title: say.blockedTitle,
    screen: 'card',
    status: 403,
    body: html`
      ${PageHeader({ title: say.blockedTitle, lead: say.blockedText })}
      ${ways(place)}
    `,
  };
}

function ways(place: Place) {
  const say = upstreamWords(place.locale);
  return html`
    ${LinkButton({ label: say.other, href: universityPath(place.uid), full: true })}
    ${Form({ action: `/interaction/${place.uid}/cancel`, children: Button({ label: say.cancel, tone: 'quiet', full: true }) })}
  `;
}
