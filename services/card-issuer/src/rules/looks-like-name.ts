/** Letters of either alphabet and what stands between them in names, at least two letters in a row: no number has this look. */
const name = /^(?=.*\p{L}{2})[\p{L}\p{M}][\p{L}\p{M} .'’-]{1,99}$/u;

/** Whether a text in the scan field is somebody's name and not a number, a login or a scan. */
export function looksLikeName(text: string): boolean {
  return name.test(text);
}
