import {
  Actions,
  Alert,
  Button,
  Card,
  Field,
  Form,
  html,
  type Locale,
  PageHeader,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import { emailWords } from './email-words.ts';

export type AddressesView = {
  readonly locale: Locale;
  readonly own: readonly { readonly id: string; readonly address: string; readonly confirmedAt: Date | null }[];
  readonly universities: readonly string[];
  readonly mailGoes: boolean;
  /** Where a letter was sent just now. */
  readonly sentTo?: string | undefined;
  readonly typed?: string | undefined;
  readonly error?: string | undefined;
};

export function addressesView(view: AddressesView) {
  const say = emailWords(view.locale);
  return {
    title: say.title,
    status: view.error === undefined ? 200 : 422,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${view.sentTo === undefined ? null : Alert({ tone: 'ok', title: say.sentTitle, text: say.sentText(view.sentTo) })}
      ${Card({
        title: say.yours,
        flush: view.own.length > 0,
        children:
          view.own.length === 0
            ? html`<p>${say.none}</p>`
            : Table({
                caption: say.yours,
                captionHidden: true,
                columns: [
                  { key: 'address', label: say.address, heading: true },
                  { key: 'state', label: say.state },
                  { key: 'actions', label: say.action },
                ],
                rows: view.own.map((one) => ({
                  address: one.address,
                  state: one.confirmedAt
                    ? StatusBadge({ tone: 'ok', label: say.confirmed })
                    : StatusBadge({ tone: 'warn', label: say.waiting }),
                  actions: Form({
                    action: '/account/addresses/remove',
                    label: say.removeOf(one.address),
                    hidden: { id: one.id },
                    children: Button({ label: say.remove, tone: 'quiet' }),
                  }),
                })),
              }),
      })}
      ${Card({
        title: say.add,
        children: view.mailGoes
          ? Form({
              action: '/account/addresses',
              children: html`
                ${Field({
                  label: say.address,
                  name: 'address',
                  type: 'email',
                  autocomplete: 'email',
                  hint: say.addressHint,
                  value: view.typed,
                  error: view.error,
                  maxlength: 254,
                  width: 'medium',
                })}
                ${Actions({ children: Button({ label: say.send }) })}`,
            })
          : html`<p>${say.noMail}</p>`,
      })}
      ${Card({
        title: say.university,
        detail: say.universityNote,
        children:
          view.universities.length === 0
            ? html`<p>${say.universityNone}</p>`
            : html`<ul>${view.universities.map((one) => html`<li>${one}</li>`)}</ul>`,
      })}`,
  };
}

export function confirmView(locale: Locale, link: { address: string; token: string } | undefined) {
  const say = emailWords(locale);
  const back = { href: '/account/addresses', label: say.back };
  if (!link)
    return {
      title: say.deadTitle,
      status: 410,
      body: PageHeader({ title: say.deadTitle, lead: say.deadText, back }),
    };
  return {
    title: say.confirmTitle,
    body: html`
      ${PageHeader({ title: say.confirmTitle, lead: say.confirmText(link.address), back })}
      ${Form({
        action: '/account/addresses/confirm',
        hidden: { token: link.token },
        children: Actions({ children: Button({ label: say.confirm }) }),
      })}`,
  };
}
