import { type Locale, locales } from './locale.ts';

type Entry = string | ((...values: never[]) => string);
type Entries = Readonly<Record<string, Entry>>;
type SameShape<Words> = { readonly [Key in keyof Words]: Words[Key] extends string ? string : Words[Key] };

export type Catalogue<Words> = (locale: Locale) => SameShape<Words>;

/**
 * All words of a page in every language. The Russian words set the keys and the parameters;
 * a language that lacks one, or has one too many, does not compile.
 *
 * @example
 * const words = defineCatalogue({
 *   ru: { title: 'Карта', found: (n: number) => `Найдено: ${n}` },
 *   en: { title: 'Card', found: (n) => `Found: ${n}` },
 * });
 * words('en').found(3);
 */
export function defineCatalogue<const Words extends Entries>(catalogue: {
  ru: Words;
  en: SameShape<NoInfer<Words>>;
}): Catalogue<Words> {
  for (const locale of locales) Object.freeze(catalogue[locale]);
  return (locale) => catalogue[locale] as SameShape<Words>;
}
