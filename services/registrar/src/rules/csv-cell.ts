// Spreadsheets look past leading blanks, and read the full-width signs of East Asian keyboards as the plain ones.
const formula = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

/** A cell as it may safely stand in a CSV file: quoted, and never taken for a formula by a spreadsheet (OWASP, CSV injection). */
export function csvCell(value: string): string {
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
