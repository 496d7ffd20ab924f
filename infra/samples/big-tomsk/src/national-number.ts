/*
 * SNILS is the Russian national insurance number: nine digits, then two check digits. The register counts upwards and
 * is far from 900-000-000, so everything from there on is taken here as invented. Such a number passes the check sum
 * and belongs to nobody.
 */
const firstInvented = 900_001_000;
const inventedNumbers = 999_999_999 - firstInvented + 1;
// Shares no factor with the size of the range, so that the walk meets every number once before it repeats.
const step = 61_803_401;

/** The two check digits of nine SNILS digits: the weighted sum (9…1) modulo 101, where 100 is written 00. */
export function snilsCheckDigits(nine: string): string {
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += Number(nine[place]) * (9 - place);
  return String((sum % 101) % 100).padStart(2, '0');
}

/** The invented SNILS number `index` (0 … 99,998,999) of a walk that begins at `start`: eleven digits, never twice. */
export function inventedSnils(index: number, start: number): string {
  const nine = String(firstInvented + (((start % inventedNumbers) + index * step) % inventedNumbers));
  return nine + snilsCheckDigits(nine);
}
