/** A moment as a machine wrote it. What stands between day and time is read by nobody: every maker fills it otherwise. */
export interface Timestamp {
  /** `2026-09-01`. */
  readonly date: string;
  /** `08:30:00`. */
  readonly time: string;
}

const written = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]).{4}([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)$/s;

/**
 * `YYYYMMDDZZZZHHMMSS` (3M SIP 2.00, "transaction date", p. 24) with four spaces, `0000` or a zone's name as ZZZZ;
 * `undefined` for what is no moment. The clock of a machine decides nothing here.
 */
export function readTimestamp(text: string): Timestamp | undefined {
  const parts = written.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}:${second}` };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local time of the library, with four spaces for the zone: what every machine reads. */
export function writeTimestamp(at: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = value;
  const year = (part['year'] ?? '').padStart(4, '0');
  return `${year}${part['month']}${part['day']}    ${part['hour']}${part['minute']}${part['second']}`;
}
