/** Roubles as people type them, in kopecks: `1250`, `1 250,50`; `undefined` for what is no amount of money. */
export function readAmount(typed: string): number | undefined {
  const match = /^([0-9]{1,9})(?:[.,]([0-9]{1,2}))?$/.exec(typed.replaceAll(/[\s\u00a0\u202f]/g, ''));
  if (!match) return undefined;
  const minor = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return minor > 0 ? minor : undefined;
}
