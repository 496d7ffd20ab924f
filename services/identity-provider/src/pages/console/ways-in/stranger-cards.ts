import type { University } from '@onecampus/directory';
import {
  Actions,
  Button,
  Card,
  Code,
  DescriptionList,
  Field,
  Form,
  formatDateTime,
  html,
  type Locale,
} from '@onecampus/pages';
import type { ShownStranger, WaysIn } from '../../../use-cases/list-ways-in.ts';
import { strangerNumber } from '../../sign-in/stranger-number.ts';
import { waysInPath } from './ways-in-path.ts';
import { waysInWords } from './ways-in-words.ts';

type View = {
  readonly locale: Locale;
  readonly university: University;
  readonly universities: readonly University[];
  readonly waysIn: WaysIn;
};

/** Whom the provider sent and nobody knows; and whom another university takes for one of ours. */
export function strangerCards({ locale, university, universities, waysIn }: View) {
  const say = waysInWords(locale);
  const nameOf = (id: string) => universities.find((one) => one.id === id)?.shortName[locale] ?? '';
  return html`
    ${waysIn.proposals.map((one) =>
      Card({
        title: say.proposalsTitle,
        children: html`
          <p>${say.proposalsLead(nameOf(one.universityId))}</p>
          ${facts(one, university, locale, [{ term: say.meant, description: one.meant }])}
          ${Form({
            action: waysInPath(university, `/agreements/${one.id}`),
            children: Actions({
              children: [
                Button({ label: say.agree, name: 'answer', value: 'agree' }),
                Button({ label: say.refuse, name: 'answer', value: 'refuse', tone: 'secondary' }),
              ],
            }),
          })}`,
      }),
    )}
    ${
      waysIn.upstreams.length === 0 && waysIn.strangers.length === 0
        ? null
        : Card({
            title: say.strangersTitle,
            detail: waysIn.strangers.length === 0 ? say.strangersNone : say.strangersLead,
            children: waysIn.strangers.map((one) => oneStranger(one, university, locale)),
          })
    }`;
}

function oneStranger(one: ShownStranger, university: University, locale: Locale) {
  const say = waysInWords(locale);
  return Card({
    level: 3,
    title: one.name ?? say.strangerOf(one.sub),
    children: html`
    ${facts({ ...one, name: undefined }, university, locale, [])}
    ${
      one.state === 'proposed'
        ? html`<p>${say.proposedTo}</p>`
        : Form({
            action: waysInPath(university, `/strangers/${one.id}`),
            label: one.name ?? one.sub,
            children: html`
              ${Field({ label: say.person, name: 'person', id: `person-${one.id}`, hint: say.personHint, autocomplete: 'off', maxlength: 256, code: true })}
              ${Actions({
                children: [
                  Button({ label: say.link, name: 'answer', value: 'link' }),
                  Button({
                    label: say.refuse,
                    name: 'answer',
                    value: 'refuse',
                    tone: 'secondary',
                    formnovalidate: true,
                  }),
                ],
              })}`,
          })
    }`,
  });
}

function facts(
  one: ShownStranger,
  university: University,
  locale: Locale,
  more: readonly { term: string; description: string }[],
) {
  const say = waysInWords(locale);
  return DescriptionList({
    items: [
      ...(one.name ? [{ term: say.name, description: one.name }] : []),
      ...(one.identifier ? [{ term: say.identifier, description: Code({ value: one.identifier }) }] : []),
      { term: 'sub', description: Code({ value: one.sub }) },
      { term: say.number, description: Code({ value: strangerNumber(one.id) }) },
      { term: say.since, description: formatDateTime(locale, one.seenAt, university.timeZone) },
      ...more,
    ],
  });
}
