/** Dates that programs write where nobody told them one. */
const placeholders = new Set(['0000-00-00', '0001-01-01', '1753-01-01', '1899-12-30', '1900-01-01', '9999-12-31']);

/** The date, or an empty text where it says nothing. */
export function birthDateOf(date: string | null): string {
  return date === null || !/^\d{4}-\d\d-\d\d$/.test(date) || placeholders.has(date) ? '' : date;
}
