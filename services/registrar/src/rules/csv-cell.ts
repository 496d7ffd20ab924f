/** A cell as it may safely stand in a CSV file: quoted, and never taken for a formula by a spreadsheet (OWASP, CSV injection). */
export function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
