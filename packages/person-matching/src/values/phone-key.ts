/** Digits of a telephone number; Russian 8 (10 digits) and +7 are one; empty below ten digits or for one digit repeated. */
export function phoneKey(phone: string | null): string {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7');
  return digits.length < 10 || /^.?(\d)\1+$/.test(digits) ? '' : digits;
}
