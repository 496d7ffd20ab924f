import type { Locale } from './locale.ts';

/** British English: day before month and a 24-hour clock, as on every other paper of the universities. */
const tags: Readonly<Record<Locale, string>> = { ru: 'ru-RU', en: 'en-GB' };

/** `5 марта 2026 г.` — the day on which an instant falls in an IANA time zone such as `Asia/Tomsk`. */
export function formatDate(locale: Locale, date: Date, timeZone: string): string {
  return dateFormat(locale, timeZone, false).format(date);
}

/** `5 марта 2026 г. в 14:05` — an instant as clocks in the zone show it. */
export function formatDateTime(locale: Locale, date: Date, timeZone: string): string {
  return dateFormat(locale, timeZone, true).format(date);
}

/** A calendar day (`2027-08-31`) that belongs to no time zone, e.g. the last day of a card. Throws RangeError on anything else. */
export function formatDay(locale: Locale, day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`not a calendar day: ${day}`);
  return dateFormat(locale, 'UTC', false).format(new Date(`${day}T00:00:00Z`));
}

/** `12 480` or `12,480`. */
export function formatNumber(locale: Locale, n: number): string {
  return numberFormats[locale].format(n);
}

const numberFormats: Readonly<Record<Locale, Intl.NumberFormat>> = {
  ru: new Intl.NumberFormat(tags.ru),
  en: new Intl.NumberFormat(tags.en),
};

// Building an Intl format costs a thousand times more than using it; there are few zones, so the map stays small.
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, timeZone: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${withTime}`;
  const known = dateFormats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(tags[locale], {
    dateStyle: 'long',
    ...(withTime && { timeStyle: 'short' }),
    timeZone,
  });
  dateFormats.set(key, format);
  return format;
}
