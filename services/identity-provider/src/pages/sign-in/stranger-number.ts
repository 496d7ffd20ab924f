/** What a stranger and the administrator who decides about him call his request: short enough to be read out. */
export function strangerNumber(id: string): string {
  return id.replaceAll('-', '').slice(-8).toUpperCase();
}
