const parts = /^(?:(\d+) years? ?)?(?:(\d+) mons? ?)?(?:(\d+) days? ?)?(?:(\d+):(\d+):(\d+)(?:\.\d+)?)?$/;

/** An interval as Postgres prints it (`1 mon 30 days`) as an ISO 8601 duration (`P1M30D`). */
export function isoDuration(interval: string): string {
  const [, years, months, days, hours = '0', minutes = '0', seconds = '0'] = parts.exec(interval) ?? [];
  const date = [
    [years, 'Y'],
    [months, 'M'],
    [days, 'D'],
  ];
  const time = [
    [hours, 'H'],
    [minutes, 'M'],
    [seconds, 'S'],
  ];
  const text = (fields: (string | undefined)[][]) =>
    fields.map(([value, unit]) => (Number(value ?? 0) > 0 ? `${Number(value)}${unit}` : '')).join('');
  const [ofDate, ofTime] = [text(date), text(time)];
  return ofDate + ofTime === '' ? 'P0D' : `P${ofDate}${ofTime === '' ? '' : `T${ofTime}`}`;
}
