/** The last second of a calendar day (`2026-03-03`) as clocks in an IANA time zone have it. */
export function lastMomentOfDay(day: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T23:59:59Z`);
  const first = asUtc - offset_ms(asUtc, timeZone);
  // Where clocks are changed in between, the offset of the moment that was found is the right one.
  return new Date(asUtc - offset_ms(first, timeZone));
}

/** What clocks in the zone show at an instant, less the instant. */
function offset_ms(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - at;
}
