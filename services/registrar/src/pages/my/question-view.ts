import { Actions, Button, Card, Form, html, LinkButton, PageHeader } from '@onecampus/pages';
import type { Me } from './my-page.ts';
import { recordsWords } from './records-words.ts';

/** A question before something is done to one's records: what it means, and the button. */
export function questionView(
  { locale }: Me,
  question: {
    readonly title: string;
    readonly texts: readonly string[];
    readonly action: string;
    readonly button: string;
    readonly busy?: string;
    readonly danger?: boolean;
  },
) {
  const say = recordsWords(locale);
  return {
    title: question.title,
    body: html`
      ${PageHeader({ title: question.title, back: { href: '/my/records', label: say.back } })}
      ${Card({
        children: Form({
          action: question.action,
          children: html`${question.texts.map((text) => html`<p>${text}</p>`)}${Actions({
            children: [
              Button({
                label: question.button,
                busyLabel: question.busy,
                tone: question.danger ? 'danger' : 'primary',
              }),
              LinkButton({ label: say.back, href: '/my/records', tone: 'quiet' }),
            ],
          })}`,
        }),
      })}`,
  };
}
