import type { DateOutcome } from '../evidence.ts';

/** Two dates `YYYY-MM-DD`, or empty texts. Day and month swapped counts before one wrong digit (01-02 and 02-01 are both). */
export function compareDates(one: string, other: string): DateOutcome {
  if (one === '' || other === '') return 'missing';
  if (one === other) return 'equal';
  const swapped = `${one.slice(0, 5)}${one.slice(8)}-${one.slice(5, 7)}`;
  if (swapped === other) return 'swapped_day_month';
  let wrong = 0;
  for (let at = 0; at < one.length && wrong < 2; at += 1) if (one[at] !== other[at]) wrong += 1;
  return wrong === 1 ? 'one_digit' : 'different';
}
