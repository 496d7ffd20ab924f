/** A path of our own to go back to; whatever a browser could take for another host becomes the start page. */
export function localPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])[^\\\r\n\t]*$/.test(wanted)) return '/';
  return wanted;
}
