import { isLocale, type Locale } from './locale.ts';

export interface LocaleHints {
  /** The value of `?lang=`, of whatever type the query parser made of it. */
  query?: unknown;
  /** The value of the cookie `lang`. */
  cookie?: unknown;
  /** The header as it came (RFC 9110 §12.5.4). */
  acceptLanguage?: string | undefined;
}

/** A header longer than this is not a person's browser; reading it would only cost time. */
const headerLengthMax = 1_000;

/**
 * The language of an answer: what was asked for now, else what was chosen before, else what the browser prefers.
 * A browser that says nothing gets Russian; one that names only other languages gets English.
 */
export function pickLocale({ query, cookie, acceptLanguage }: LocaleHints): Locale {
  if (isLocale(query)) return query;
  if (isLocale(cookie)) return cookie;
  return fromHeader(acceptLanguage) ?? 'ru';
}

function fromHeader(header: string | undefined): Locale | undefined {
  if (header === undefined || header.length > headerLengthMax) return undefined;
  const ranges = header
    .split(',')
    .map(readRange)
    .filter((range) => range.tag !== '');
  if (ranges.length === 0) return undefined;
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ tag }) => tag));
  // The sort is stable, so equal weights keep the browser's order.
  const wanted = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (isLocale(tag)) return tag;
    if (tag === '*') return refused.has('ru') ? 'en' : 'ru';
  }
  return refused.has('en') ? 'ru' : 'en';
}

function readRange(text: string): { tag: string; quality: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { tag: range.split('-')[0] ?? '', quality: quality >= 0 && quality <= 1 ? quality : 0 };
}
