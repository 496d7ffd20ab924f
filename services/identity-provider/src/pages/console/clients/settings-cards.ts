import { Card, type Html, html, type Locale } from '@onecampus/pages';
import type { Preset, PresetKnown } from '../../../rules/presets/preset.ts';
import { secretMark } from '../../../rules/presets/preset.ts';
import { clientsWords } from './clients-words.ts';
import { CopyValues } from './copy-values.ts';
import { presetNote } from './preset-words.ts';

/** What goes into each field of a product's settings, by the way there; `secret` only on the page that shows it. */
export function SettingsCards(shown: {
  readonly locale: Locale;
  readonly preset: Preset;
  readonly known: PresetKnown;
  readonly secret?: string | undefined;
}): Html[] {
  const { locale, preset, known, secret } = shown;
  const say = clientsWords(locale);
  const filled = (value: string) => value.replaceAll(secretMark, secret ?? `‹${say.secretPlace}›`);
  const cards = preset.settings(known).map(({ place, settings }) =>
    Card({
      title: html`<span translate="no">${place}</span>`,
      children: CopyValues({
        values: settings.map(({ field, value, note }) => ({
          label: field,
          value: filled(value),
          ...(note === undefined ? {} : { note: presetNote(locale, note) }),
        })),
      }),
    }),
  );
  const notes = preset.notes.map((note) => html`<p class="field-hint">${presetNote(locale, note)}</p>`);
  return [...cards, ...notes];
}
