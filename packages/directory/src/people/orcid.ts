/**
 * An ORCID iD in its canonical form, an https URI (https://support.orcid.org, "Structure of the ORCID Identifier"), from
 * whatever people write: with or without the address, hyphens, capital X. `undefined` where the check digit
 * (ISO 7064 MOD 11-2) does not fit.
 */
export function orcidOf(written: string): string | undefined {
  const match = /^(?:(?:https?:\/\/)?(?:www\.)?orcid\.org\/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dx])\/?$/i.exec(
    written.trim(),
  );
  const parts = match?.slice(1).map((part) => part.toUpperCase());
  if (!parts || parts.join('').at(-1) !== orcidCheckDigit(parts.join('').slice(0, -1))) return undefined;
  return `https://orcid.org/${parts.join('-')}`;
}

/** The sixteenth character for fifteen digits: ISO/IEC 7064 MOD 11-2. */
export function orcidCheckDigit(digits: string): string {
  const total = [...digits].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const rest = (12 - (total % 11)) % 11;
  return rest === 10 ? 'X' : String(rest);
}
