/**
 * The Luhn mod-10 check digit (ISO/IEC 7812-1, annex B) for a string of ASCII digits without one.
 * Throws RangeError on anything but digits: a check digit over garbage would make garbage look valid.
 */
export function luhnCheckDigit(digits: string): string {
  if (!/^[0-9]+$/.test(digits)) throw new RangeError('luhnCheckDigit: expected one or more ASCII digits');
  let sum = 0;
  let doubled = true;
  for (let i = digits.length - 1; i >= 0; i -= 1) {
    const digit = digits.charCodeAt(i) - 48;
    const weighted = doubled ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
    doubled = !doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** True when `number` is two or more ASCII digits and its last one is the check digit of those before it. */
export function hasValidLuhn(number: string): boolean {
  return /^[0-9]{2,}$/.test(number) && luhnCheckDigit(number.slice(0, -1)) === number.at(-1);
}
