import {
  Actions,
  Alert,
  Button,
  Card,
  CheckboxField,
  ChoiceList,
  ErrorSummary,
  Field,
  Form,
  html,
  LinkButton,
  PageHeader,
  Stack,
} from '@onecampus/pages';
import type { Preset, PresetKnown } from '../../../rules/presets/preset.ts';
import { presetIds, presets } from '../../../rules/presets.ts';
import type { ShownClient } from '../../../use-cases/find-own-client.ts';
import { consolePath } from '../console-frame.ts';
import type { Seen } from '../place.ts';
import { clientsWords } from './clients-words.ts';
import { CopyValues } from './copy-values.ts';
import { GeneralSettings } from './general-settings.ts';
import { otherWords } from './other-words.ts';
import { SettingsCards } from './settings-cards.ts';

/** Which product? */
export function chooseProductView({ locale, university }: Seen) {
  const say = clientsWords(locale);
  const root = `${consolePath(university)}/clients`;
  return {
    title: say.chooseProduct,
    body: html`
      ${PageHeader({ title: say.chooseProduct, lead: say.chooseLead, back: { href: root, label: say.back } })}
      ${Card({
        children: ChoiceList({
          label: say.chooseProduct,
          choices: [
            ...presetIds.map((id) => ({ title: presets[id].name, href: `${root}/add/${id}` })),
            { title: otherWords(locale).other, detail: otherWords(locale).otherDetail, href: `${root}/add/other` },
          ],
        }),
      })}`,
  };
}

export interface AddForm {
  readonly name: string;
  readonly nameRu: string;
  readonly address: string;
  readonly staffAddress: string;
  readonly consent: boolean;
}

export type AddFault = { readonly field: keyof AddForm; readonly text: string };

/** Where is it, and what is it called? */
export function addView(shown: {
  readonly seen: Seen;
  readonly preset: Preset;
  readonly form: AddForm;
  readonly faults: readonly AddFault[];
}) {
  const { seen, preset, form, faults } = shown;
  const say = clientsWords(seen.locale);
  const root = `${consolePath(seen.university)}/clients`;
  const errorOf = (field: keyof AddForm) => faults.find((one) => one.field === field)?.text;
  const text = (field: 'name' | 'nameRu' | 'address' | 'staffAddress', label: string, hint: string | undefined) =>
    Field({ label, name: field, value: form[field], hint, error: errorOf(field), autocomplete: 'off', maxlength: 200 });
  return {
    title: say.addTitle(preset.name),
    ...(faults.length === 0 ? {} : { status: 422 }),
    body: html`
      ${PageHeader({ title: say.addTitle(preset.name), lead: say.addLead, back: { href: `${root}/add`, label: say.chooseProduct } })}
      ${ErrorSummary({ title: say.faults, errors: faults.map(({ field, text }) => ({ field, text })) })}
      ${Card({
        children: Form({
          action: `${root}/add/${preset.id}`,
          children: html`
            ${text('nameRu', say.nameRu, say.nameHint)} ${text('name', say.nameEn, undefined)}
            ${text('address', say.address, say.addressHint)}
            ${preset.id === 'koha' ? text('staffAddress', say.staffAddress, say.staffAddressHint) : null}
            ${CheckboxField({ label: say.consent, name: 'consent', checked: form.consent, hint: say.consentHint })}
            ${Actions({ children: Button({ label: say.register, busyLabel: say.sending }) })}`,
        }),
      })}`,
  };
}

/** The only page that ever holds the secret, with everything to fill in beside it. */
export function secretShownView(shown: {
  readonly seen: Seen;
  readonly title: string;
  readonly client: ShownClient;
  /** Absent for a client that keeps none. */
  readonly secret: string | undefined;
  readonly known: (PresetKnown & { readonly preset: Preset }) | undefined;
  readonly issuer: string;
}) {
  const { seen, title, client, secret, known, issuer } = shown;
  const { locale } = seen;
  const say = clientsWords(locale);
  const root = `${consolePath(seen.university)}/clients/${client.id}`;
  return {
    title,
    body: html`
      ${PageHeader({ title, back: { href: root, label: say.toClient } })}
      ${Stack({
        children: [
          secret ? Alert({ tone: 'warn', title: say.secretOnce, text: say.secretOnceText }) : null,
          Card({
            children: CopyValues({
              values: [
                { label: say.clientId, value: client.id },
                ...(secret ? [{ label: say.secret, value: secret }] : []),
              ],
            }),
            actions: Actions({
              children: [
                LinkButton({ label: say.toTest, href: `${root}/test`, tone: 'primary' }),
                LinkButton({ label: say.toClient, href: root, tone: 'quiet' }),
              ],
            }),
          }),
          known ? html`<h2>${say.settings}</h2>` : null,
          ...(known
            ? SettingsCards({ locale, preset: known.preset, known, secret })
            : [GeneralSettings({ locale, client, issuer, secret })]),
        ],
      })}`,
  };
}
