import { BoundedMap } from './bounded-map.ts';

/** What the database calls a thing that it tells of (migration 0095): a session by its uid, a grant, an account by its reference. */
export type Told = `s:${string}` | `g:${string}` | `a:${string}`;
/** Handed out before something is read from the database; what was withdrawn since may be older than the news. */
export type Reading = { readonly moment: number } | undefined;

/** Longer than any transaction of ours: a statement ends after 10 s, an idle transaction after 15 s (packages/database). */
const distrusted_ms = 30_000;
const remembered_max = 50_000;

/**
 * What was withdrawn, and in which order with what was read. Whatever was read before a withdrawal and comes after it is good
 * for its reader and for nobody after him.
 */
export function withdrawals() {
  let moment = 0;
  /** What was read before is not kept, whatever it is: more was withdrawn since than can be remembered one by one. */
  let floor = 0;
  let distrustAllUntil = 0;
  const withdrawnAt = new BoundedMap<Told, number>(remembered_max, (at) => {
    floor = Math.max(floor, at);
  });
  const distrusted = new BoundedMap<Told, number>(remembered_max, (until) => {
    distrustAllUntil = Math.max(distrustAllUntil, until);
  });
  const note = (what: Told) => {
    moment += 1;
    withdrawnAt.set(what, moment);
  };
  const isFresh = (what: Told, since: number, now: number) =>
    (withdrawnAt.get(what) ?? 0) <= since && (distrusted.get(what) ?? 0) <= now;
  return {
    begin: () => ({ moment }),
    mayKeep: (reading: NonNullable<Reading>, names: readonly Told[]): boolean => {
      const now = performance.now();
      return (
        reading.moment >= floor && distrustAllUntil <= now && names.every((name) => isFresh(name, reading.moment, now))
      );
    },
    note,
    distrust: (what: Told) => {
      distrusted.set(what, performance.now() + distrusted_ms);
      note(what);
    },
    noteAll: () => {
      moment += 1;
      floor = moment;
    },
  };
}
