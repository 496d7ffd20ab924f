/** Characters of a URN's NSS without its separators of segments (RFC 8141 §2). */
const code = /^[A-Za-z0-9._~!$&'()*+,;=-]{1,100}$/;
const organization = /^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+$/;

/**
 * The European Student Identifier of a university that numbers its own students: a value of schacPersonalUniqueCode
 * (SCHAC 1.6; European Student Identifier specification, "institution-wide"). `undefined` where the number has characters
 * that a URN does not take: half an identifier would be somebody else's.
 */
export function europeanStudentIdentifier(homeOrganization: string, studentNumber: string): string | undefined {
  const number = studentNumber.trim();
  if (!organization.test(homeOrganization) || !code.test(number)) return undefined;
  return `urn:schac:personalUniqueCode:int:esi:${homeOrganization}:${number}`;
}

const written = /^urn:schac:personalUniqueCode:int:esi:([a-z]{2}|[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+):(.+)$/i;

/** Whether a text is an ESI as a source may state one: of an institution or of a country. */
export function isEuropeanStudentIdentifier(text: string): boolean {
  const number = written.exec(text)?.[2];
  return number !== undefined && code.test(number);
}
