import type { Locale } from './locale.ts';

/** Forms of a counted word: Russian needs one (1 карта), few (2 карты), many (5 карт); English one and other. */
export interface PluralForms {
  one?: string;
  few?: string;
  many?: string;
  /** Also for fractions, and for every form that is not given. */
  other: string;
}

const rules: Readonly<Record<Locale, Intl.PluralRules>> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

/** The form of a word that goes with `n`, without the number itself. */
export function plural(locale: Locale, n: number, forms: PluralForms): string {
  const form = rules[locale].select(n);
  return (form === 'one' || form === 'few' || form === 'many' ? forms[form] : undefined) ?? forms.other;
}
