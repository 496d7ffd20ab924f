const shown_max = 300;

/** A word that somebody sent, short and of one line: it may hold anything. */
export function redactedWord(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what cannot be stored or shown
  const line = text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
  return line.length <= shown_max ? line : `${line.slice(0, shown_max - 1)}…`;
}

/**
 * An address that somebody sent, as far as it tells a wrong setting: a registered one is shown whole; of any other one the
 * values behind the question mark, the fragment and a password in it are nobody's business here.
 */
export function redactedAddress(sent: string, registered: readonly string[]): string {
  if (registered.includes(sent)) return sent;
  const [, beforeQuery = '', query] = /^([^?#]*)(?:\?([^#]*))?/.exec(sent) ?? [];
  const address = beforeQuery.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1…@');
  if (query === undefined) return redactedWord(address);
  const names = query.split('&').map((pair) => `${pair.split('=')[0]}=…`);
  return redactedWord(`${address}?${names.join('&')}`);
}
