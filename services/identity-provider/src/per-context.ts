import type { Context } from './context.ts';

/**
 * Something that a part of the service keeps for as long as the service runs — a cache, a pool, a list — made when it is
 * first asked for. Each context has its own, so two instances in one process share nothing.
 */
export function perContext<T>(open: (context: Context) => T): (context: Context) => T {
  const opened = new WeakMap<Context, T>();
  return (context) => {
    const known = opened.get(context);
    if (known !== undefined) return known;
    const made = open(context);
    opened.set(context, made);
    return made;
  };
}
