const day_ms = 86_400_000;

/** What people do here in a day, for each person; a city's universities, by the calendar of a Russian academic year. */
export interface Habits {
  /** Sign-ins on a working day of the term. */
  readonly sign_ins: number;
  /** One in so many people has an application on the phone that holds a refresh token, and how often it refreshes in a day. */
  readonly one_in_phones: number;
  readonly refreshes: number;
}

export const habits: Habits = { sign_ins: 0.8, one_in_phones: 3, refreshes: 6 };

/** How busy a day is against a working day of the term: weekends, the New Year's week, summer, and the exams before them. */
export function busyness(at: Date): number {
  const month = at.getUTCMonth() + 1;
  const date = at.getUTCDate();
  const ofWeek = [0.3, 1, 1, 1, 1, 0.9, 0.5][at.getUTCDay()]!;
  if (month === 7 || month === 8) return ofWeek * 0.25;
  if (month === 1 && date <= 9) return ofWeek * 0.2;
  if ((month === 1 && date <= 27) || month === 6) return ofWeek * 1.2;
  return ofWeek;
}

export function dayAfter(start: Date, days: number): Date {
  return new Date(start.getTime() + days * day_ms);
}
