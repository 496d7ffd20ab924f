import {
  Actions,
  Button,
  Card,
  DescriptionList,
  Form,
  formatDateTime,
  html,
  LinkButton,
  type Locale,
  RadioField,
} from '@onecampus/pages';
import type { SignedInPerson } from '../../own-session.ts';
import type { OwnSession } from '../../use-cases/own-sessions.ts';
import { accountWords } from './account-words.ts';
import { deviceTitle, methodWords } from './device-words.ts';
import { overviewWords } from './overview-words.ts';

/** This session: since when, how, and where it has led. */
export function hereCard(
  locale: Locale,
  { visitor, session }: { readonly visitor: SignedInPerson; readonly session: OwnSession | undefined },
) {
  const say = overviewWords(locale);
  const how = methodWords(locale, visitor.amr);
  const services = (session?.applications ?? []).map(({ name, nameRu, address }) => {
    const label = locale === 'ru' ? nameRu : name;
    return html`<li>${address && /^https?:\/\//.test(address) ? html`<a href=${address}>${label}</a>` : label}</li>`;
  });
  return Card({
    title: say.here,
    children: html`
      ${DescriptionList({
        items: [
          {
            term: accountWords(locale).signedInSince,
            description: formatDateTime(locale, visitor.signedInAt, 'Asia/Tomsk'),
          },
          ...(how ? [{ term: say.how, description: how }] : []),
          ...(session ? [{ term: say.device, description: deviceTitle(locale, session.device) }] : []),
        ],
      })}
      <h3>${say.services}</h3>
      ${services.length === 0 ? html`<p>${say.noServices}</p>` : html`<ul>${services}</ul>`}`,
    actions: LinkButton({ label: say.signOut, href: '/session/end' }),
  });
}

export function watchCard(locale: Locale, counts: { readonly others: number; readonly notices: number }) {
  const say = overviewWords(locale);
  return Card({
    title: say.watch,
    children: DescriptionList({
      items: [
        { term: say.elsewhere, description: say.elsewhereCount(counts.others) },
        { term: say.notices, description: say.elsewhereCount(counts.notices) },
      ],
    }),
    actions: Actions({
      children: [
        LinkButton({ label: say.seeSessions, href: '/account/sessions' }),
        LinkButton({ label: say.seeNotices, href: '/account/notices' }),
        LinkButton({ label: say.seeActivity, href: '/account/activity' }),
      ],
    }),
  });
}

export function languageCard(locale: Locale, language: Locale) {
  const say = overviewWords(locale);
  return Card({
    title: say.language,
    children: Form({
      action: '/account/language',
      children: html`
        ${RadioField({
          label: say.languageLabel,
          hint: say.languageText,
          name: 'language',
          value: language,
          options: [
            { value: 'ru', label: say.russian },
            { value: 'en', label: say.english },
          ],
        })}
        ${Actions({ children: Button({ label: say.save, tone: 'secondary' }) })}`,
    }),
  });
}

/** What is decided or told elsewhere about the same person. */
export function moreCard(
  locale: Locale,
  places: { readonly myData: string; readonly card: string; readonly staff: boolean },
) {
  const say = overviewWords(locale);
  return Card({
    title: say.more,
    children: html`<ul>
      <li><a href=${places.myData}>${say.myData}</a></li>
      <li><a href=${places.card}>${say.card}</a></li>
      ${places.staff ? html`<li><a href="/console">${say.console}</a></li>` : null}
      <li><a href="/account/acting">${say.acting}</a></li>
      <li><a href="/account/close">${say.close}</a></li>
    </ul>`,
  });
}
