import { Actions, Alert, Button, Card, type Children, Form, html, PageHeader, Stack } from '@onecampus/pages';
import { consoleWords } from './console-words.ts';
import type { Seen } from './seen.ts';

/** The question before something happens: what it does, who else is needed, and the buttons. */
export function confirmView(
  { locale }: Seen,
  question: {
    readonly title: string;
    readonly back: { readonly href: string; readonly label: string };
    readonly texts: readonly string[];
    /** The visitor proved who he is for this. */
    readonly steppedUp?: boolean;
    readonly action: string;
    readonly button: string;
    readonly danger?: boolean;
    /** Further fields of the form. */
    readonly fields?: Children;
    /** What else may be done instead, e.g. to refuse. */
    readonly other?: { readonly action: string; readonly button: string };
    readonly status?: number;
  },
) {
  const say = consoleWords(locale);
  return {
    title: question.title,
    ...(question.status ? { status: question.status } : {}),
    body: html`
      ${PageHeader({ title: question.title, back: question.back })}
      ${Stack({
        children: [
          Card({
            children: Form({
              action: question.action,
              children: html`${question.texts.map((text) => html`<p>${text}</p>`)}${question.fields ?? null}${Actions({
                children: [
                  Button({
                    label: question.button,
                    busyLabel: say.confirmSending,
                    tone: question.danger ? 'danger' : 'primary',
                  }),
                  question.other
                    ? Button({ label: question.other.button, tone: 'secondary', formaction: question.other.action })
                    : null,
                ],
              })}`,
            }),
          }),
          question.steppedUp ? Alert({ tone: 'info', title: say.stepUpDone, text: say.stepUpWhy }) : null,
        ],
      })}`,
  };
}
