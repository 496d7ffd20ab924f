/** `*`: any version. Otherwise the versions of which one must be the present one. */
export type IfMatch = '*' | readonly string[];

/** Weak, as RFC 7644 §3.14 shows them: `W/"7"`. */
export function etagOf(version: number | bigint | string): string {
  return `W/"${version}"`;
}

/** The versions of an If-Match header, for one conditional UPDATE; nothing without the header. */
export function readIfMatch(_header: string | undefined): IfMatch | undefined {
  throw new Error('being written');
}
