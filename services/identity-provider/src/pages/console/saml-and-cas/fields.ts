import { CheckboxField, Field, type Html, html, RadioField } from '@onecampus/pages';
import { z } from 'zod';
import { frontReleases } from '../../../rules/front-release.ts';
import type { Seen } from '../place.ts';
import { samlAndCasWords } from './words.ts';

/** Fields that both kinds of services have. */
export const commonForm = {
  nameRu: z.string().trim().max(200).default(''),
  name: z.string().trim().max(200).default(''),
  release: z.enum(frontReleases).default('anonymous'),
  own: z.literal('yes').optional(),
};

export type CommonForm = z.infer<z.ZodObject<typeof commonForm>>;
export type Fault = { readonly field: string; readonly text: string };

export function commonFields(
  seen: Seen,
  form: CommonForm,
  errorOf: (field: string) => string | undefined,
  nameHint?: string,
): Html {
  const say = samlAndCasWords(seen.locale);
  const name = (field: 'nameRu' | 'name', label: string, hint?: string) =>
    Field({ label, name: field, value: form[field], hint, error: errorOf(field), autocomplete: 'off', maxlength: 200 });
  return html`
    ${name('nameRu', say.nameRu, nameHint)} ${name('name', say.nameEn)}
    ${RadioField({
      label: say.release,
      name: 'release',
      value: form.release,
      options: frontReleases.map((value) => ({ value, label: say[value], hint: say[`${value}Hint`] })),
    })}
    ${CheckboxField({ label: say.own, name: 'own', value: 'yes', checked: form.own === 'yes', hint: say.ownHint })}`;
}
