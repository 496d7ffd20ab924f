import {
  Actions,
  Button,
  Card,
  CheckboxField,
  ErrorSummary,
  Field,
  Form,
  html,
  PageHeader,
  RadioField,
  TextAreaField,
} from '@onecampus/pages';
import { consolePath } from '../console-frame.ts';
import type { Seen } from '../place.ts';
import { clientsWords } from './clients-words.ts';
import { otherWords } from './other-words.ts';

export interface OtherForm {
  readonly name: string;
  readonly nameRu: string;
  readonly kind: 'confidential' | 'public';
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri: string;
  readonly scope: string;
  readonly noPkce: boolean;
  readonly consent: boolean;
}

export type OtherFault = { readonly field: keyof OtherForm; readonly text: string };

/** A service that is none of the products we know: everything that has to be said of it. */
export function addOtherView(shown: {
  readonly seen: Seen;
  readonly form: OtherForm;
  readonly faults: readonly OtherFault[];
}) {
  const { seen, form, faults } = shown;
  const say = clientsWords(seen.locale);
  const more = otherWords(seen.locale);
  const root = `${consolePath(seen.university)}/clients`;
  const errorOf = (name: keyof OtherForm) => faults.find(({ field }) => field === name)?.text;
  const line = (label: string, name: 'name' | 'nameRu' | 'backchannelLogoutUri' | 'scope', hint?: string) =>
    Field({ label, name, value: form[name], hint, error: errorOf(name), autocomplete: 'off', maxlength: 1_000 });
  const area = (label: string, name: 'redirectUris' | 'postLogoutRedirectUris', hint?: string) =>
    TextAreaField({ label, name, value: form[name].join('\n'), rows: 3, hint, error: errorOf(name) });
  return {
    title: say.addTitle(more.other),
    ...(faults.length === 0 ? {} : { status: 422 }),
    body: html`
      ${PageHeader({ title: more.other, lead: say.addLead, back: { href: `${root}/add`, label: say.chooseProduct } })}
      ${ErrorSummary({ title: say.faults, errors: faults.map(({ field, text }) => ({ field, text })) })}
      ${Card({
        children: Form({
          action: `${root}/add/other`,
          children: html`
            ${line(say.nameRu, 'nameRu', say.nameHint)} ${line(say.nameEn, 'name')}
            ${RadioField({
              label: more.kind,
              name: 'kind',
              value: form.kind,
              options: [
                { value: 'confidential', label: more.confidential },
                { value: 'public', label: more.public },
              ],
            })}
            ${area(say.redirectUris, 'redirectUris', say.redirectHint)} ${area(say.postLogout, 'postLogoutRedirectUris')}
            ${line(say.backchannel, 'backchannelLogoutUri')} ${line(say.scope, 'scope', more.scopeHint)}
            ${CheckboxField({ label: more.noPkce, name: 'noPkce', checked: form.noPkce, hint: more.noPkceHint })}
            ${CheckboxField({ label: say.consent, name: 'consent', checked: form.consent, hint: say.consentHint })}
            ${Actions({ children: Button({ label: say.register, busyLabel: say.sending }) })}`,
        }),
      })}`,
  };
}
