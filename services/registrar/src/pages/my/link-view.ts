import type { University } from '@onecampus/directory';
import {
  Actions,
  Button,
  Card,
  DescriptionList,
  Form,
  html,
  LinkButton,
  type Locale,
  PageHeader,
} from '@onecampus/pages';
import type { LinkSide } from '../../use-cases/show-own-link.ts';
import { recordsWords } from './records-words.ts';

/** The one question, with the two names. */
export function linkConfirmView(
  locale: Locale,
  { first, second }: { readonly first: LinkSide; readonly second: LinkSide },
  universities: readonly University[],
) {
  const say = recordsWords(locale);
  const names = (side: LinkSide) =>
    universities.filter(({ id }) => side.universityIds.includes(id)).map((one) => one.name[locale]);
  const shown = (side: LinkSide) =>
    html`<strong>${side.name}</strong><div class="soft">${names(side).join(', ')}</div>`;
  return {
    title: say.confirmTitle,
    body: html`
      ${PageHeader({ title: say.confirmTitle, lead: say.confirmLead })}
      ${Card({
        children: Form({
          action: '/my/records/link/confirm',
          children: html`
            ${DescriptionList({
              items: [
                { term: say.first, description: shown(first) },
                { term: say.second, description: shown(second) },
              ],
            })}
            <p>${say.confirmText}</p>
            ${Actions({
              children: [
                Button({ label: say.confirm, busyLabel: say.confirming, name: 'answer', value: 'yes' }),
                Button({ label: say.cancel, tone: 'secondary', name: 'answer', value: 'no' }),
              ],
            })}`,
        }),
      })}`,
  };
}

export function linkExpiredView(locale: Locale) {
  const say = recordsWords(locale);
  return {
    title: say.expiredTitle,
    body: html`
      ${PageHeader({ title: say.expiredTitle })}
      ${Card({
        children: html`<p>${say.expiredText}</p>`,
        actions: LinkButton({ label: say.again, href: '/my/records', tone: 'primary' }),
      })}`,
  };
}
