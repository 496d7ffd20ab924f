const hidden = '…';

/**
 * Takes out of an error, and of what caused it, what stood in the query of the request: a search is somebody's name, and errors
 * are logged. A library may quote it in its message (an address that it cannot read, a text that it cannot parse).
 *
 * @param url as it came, with its query. @returns the same error, changed.
 */
export function withoutQuery<E>(error: E, url: string): E {
  const query = url.slice(url.indexOf('?') + 1);
  if (query === url || query === '') return error;
  const values = [...new URLSearchParams(query).values()].flatMap((value) => [value, encodeURIComponent(value)]);
  // The longest first: one value may be part of another. A letter alone tells nothing, and stands everywhere.
  const said = [query, ...values].filter((one) => one.length > 1).sort((one, other) => other.length - one.length);
  const clean = (text: string) => said.reduce((rest, one) => rest.replaceAll(one, hidden), text);
  const seen = new Set<unknown>();
  for (let one: unknown = error; one instanceof Error && !seen.has(one); one = one.cause) {
    seen.add(one);
    for (const [name, value] of Object.entries(one)) {
      if (typeof value === 'string' && name !== 'code' && name !== 'kind') Reflect.set(one, name, clean(value));
    }
    const frames = one.stack?.startsWith(`${one.name}: ${one.message}`)
      ? one.stack.slice(`${one.name}: ${one.message}`.length)
      : undefined;
    one.message = clean(one.message);
    // Frames name our own files and no value; a search for "at" does not have to cost them.
    if (one.stack !== undefined)
      one.stack = frames === undefined ? clean(one.stack) : `${one.name}: ${one.message}${frames}`;
  }
  return error;
}
