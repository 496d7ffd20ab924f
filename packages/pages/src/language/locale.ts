/** The languages of every page. */
export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A choice of language travels as `?lang=en` and is remembered in a cookie of the same name for a year. */
export const localeQuery = 'lang';
export const localeCookie = 'lang';
export const localeCookieMaxAgeSeconds = 31_536_000;

/** The languages by their own names, as the switch shows them. */
export const localeNames: Readonly<Record<Locale, string>> = { ru: 'Русский', en: 'English' };

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}
