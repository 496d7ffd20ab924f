/** The last number that was given without check digits. */
const last_unchecked = 1_001_998;

/**
 * SNILS as eleven digits, without the separators it is written with; `undefined` where it is not eleven digits or the two
 * check digits do not fit (weighted sum 9…1 modulo 101, where 100 counts as 0).
 */
export function readNationalNumber(text: string): string | undefined {
  const digits = text.replace(/[\s\u2010-\u2015-]/gu, '');
  if (!/^\d{11}$/.test(digits)) return undefined;
  const nine = digits.slice(0, 9);
  if (Number(nine) <= last_unchecked) return undefined;
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += Number(nine[place]) * (9 - place);
  return (sum % 101) % 100 === Number(digits.slice(9)) ? digits : undefined;
}
