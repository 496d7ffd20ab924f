import { Actions, Button, Card, Field, Form, formatDateTime, html, type Locale } from '@onecampus/pages';
import type { NamedRequest } from '../../../use-cases/consortium-requests.ts';
import { confirmationWords } from '../../account/security/confirmation-words.ts';

/** Somebody with a role who asks to be confirmed before his first passkey; the number is his to tell. */
export function firstFactorCard(view: {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly request: NamedRequest;
  readonly own: boolean;
  readonly action: string;
}) {
  const { locale, request, own } = view;
  const say = confirmationWords(locale);
  const refuse = Button({
    label: say.refuse,
    name: 'outcome',
    value: 'refused',
    tone: 'secondary',
    formnovalidate: true,
  });
  return Card({
    title: say.request(request.askedByName),
    detail: formatDateTime(locale, request.askedAt, view.timeZone),
    children: html`
      <p>${own ? say.own : say.requestText}</p>
      ${Form({
        action: view.action,
        children: own
          ? Actions({ children: refuse })
          : html`
            ${Field({
              label: say.number,
              name: 'number',
              id: `number-${request.id}`,
              inputmode: 'numeric',
              autocomplete: 'off',
              maxlength: 12,
              width: 'short',
              code: true,
            })}
            ${Actions({ children: [Button({ label: say.confirm, name: 'outcome', value: 'agreed' }), refuse] })}`,
      })}`,
  });
}
