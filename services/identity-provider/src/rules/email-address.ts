/**
 * One address as people write it (the dot-atom of RFC 5321 §4.1.2 at a domain with a dot), trimmed; `undefined` for anything
 * else. Nothing passes that a mail program could read as two recipients or as a header.
 */
export function emailAddressOf(typed: string): string | undefined {
  const address = typed.trim();
  if (address.length > 254) return undefined;
  const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  const whole = new RegExp(
    `^(?<local>${atom}(?:\\.${atom})*)@(?<domain>(?:${label}\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9]))$`,
  );
  const parts = whole.exec(address)?.groups;
  if (!parts || parts['local']!.length > 64) return undefined;
  return `${parts['local']}@${parts['domain']!.toLowerCase()}`;
}
