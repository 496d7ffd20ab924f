import { formatDate, type Locale } from '@onecampus/pages';

/** The last day on which something holds that ends at a moment: what ends at midnight ends with the day before. */
export function lastDay(locale: Locale, until: Date, timeZone: string): string {
  return formatDate(locale, new Date(until.getTime() - 1), timeZone);
}
