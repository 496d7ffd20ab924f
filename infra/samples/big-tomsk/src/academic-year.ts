/** The year in which the academic year of `now` began, in Tomsk: it begins on 1 September. */
export function academicYearOf(now: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Tomsk', year: 'numeric', month: 'numeric' });
  const [month, year] = parts.format(now).split('/').map(Number);
  return month! >= 9 ? year! : year! - 1;
}

/** The academic year that a sample is set in where none is asked for. */
export const academicYearDefault = 2026;
