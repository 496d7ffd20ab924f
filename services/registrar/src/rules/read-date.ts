const forms: readonly { pattern: RegExp; order: readonly [number, number, number] }[] = [
  { pattern: /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/, order: [1, 2, 3] },
  { pattern: /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: 0{1,2}:00(?::00)?)?$/, order: [3, 2, 1] },
];

/**
 * A day written `2026-08-31` or `31.08.2026` (also as spreadsheets have it, with a midnight after it) as an ISO day;
 * `undefined` where it is neither or where there is no such day. Years 1900 to 2199.
 */
export function readDate(text: string): string | undefined {
  for (const { pattern, order } of forms) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [year, month, day] = order.map((group) => Number(match[group])) as [number, number, number];
    const date = new Date(Date.UTC(year, month - 1, day));
    if (year < 1900 || year > 2199 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
    return date.toISOString().slice(0, 10);
  }
  return undefined;
}

/** The day that it is at this moment in a time zone, as an ISO day. */
export function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}
