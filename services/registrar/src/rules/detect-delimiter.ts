const candidates = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof candidates)[number];

/** The separator that the heading line uses most, outside of quotes; `undefined` where it has one column only. */
export function detectDelimiter(headingLine: string): Delimiter | undefined {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of headingLine) {
    if (character === '"') quoted = !quoted;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const [best] = candidates.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return best !== undefined && counts.has(best) ? best : undefined;
}
