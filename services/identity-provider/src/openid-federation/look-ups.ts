import { siteOf } from '../rules/federation/site-of.ts';

/** Who asks to be looked up: an entity we know, one under a domain of a university, or anybody. */
export type Lane = 'known' | 'strangers' | `university:${string}`;

export interface LookUpLimits {
  readonly atOnce: { readonly known: number; readonly university: number; readonly strangers: number };
  /** Of one site (rules/federation/site-of.ts), whatever addresses it has. */
  readonly atOnceOfSite: { readonly known: number; readonly others: number };
  /** From the first step of a chain to its last. */
  readonly whole_ms: number;
  /** Who could not be looked up is not looked up again for so long. */
  readonly refused_ms: number;
  readonly refused_max: number;
}

/** Each look-up is up to twenty journeys at a stranger's word. */
export const lookUpLimits: LookUpLimits = {
  atOnce: { known: 8, university: 4, strangers: 8 },
  atOnceOfSite: { known: 4, others: 2 },
  whole_ms: 8_000,
  refused_ms: 60_000,
  refused_max: 5_000,
};

export class LookUpRefused extends Error {
  override readonly name = 'LookUpRefused';
}

export interface LookUps<Found> {
  /**
   * Looks an entity up, once for all who ask at the same time for the same.
   *
   * @throws LookUpRefused where it failed a moment ago, or too many of its lane or site are under way; what `work` throws; and
   *   an error where it does not come to an end in time.
   */
  run(
    wanted: { readonly entityId: string; readonly lane: Lane; readonly about?: string },
    work: (signal: AbortSignal) => Promise<Found>,
  ): Promise<Found>;
  /** Whom nobody vouched for a moment ago somebody may vouch for now. */
  forget(): void;
}

/**
 * Bounds what strangers make us look up. Slow addresses take up places of their own kind alone: those of one site few, those
 * of strangers together some, and none of the places of entities that we know or of a university's domain.
 */
export function lookUps<Found>(limits: LookUpLimits, now: () => number): LookUps<Found> {
  const underWay = new Map<string, { readonly lane: Lane; readonly site: string; readonly end: Promise<Found> }>();
  const refused = new Map<string, number>();

  const hasRoom = (lane: Lane, site: string): boolean => {
    const same = [...underWay.values()].filter((one) => one.lane === lane);
    const ofLane = lane === 'known' || lane === 'strangers' ? limits.atOnce[lane] : limits.atOnce.university;
    const ofSite = lane === 'known' ? limits.atOnceOfSite.known : limits.atOnceOfSite.others;
    return same.length < ofLane && same.filter((one) => one.site === site).length < ofSite;
  };

  const refuse = (name: string) => {
    refused.delete(name);
    refused.set(name, now() + limits.refused_ms);
    // The oldest goes: whoever makes ids up does not wash the others out at once.
    if (refused.size > limits.refused_max) refused.delete(refused.keys().next().value!);
  };

  return {
    run: ({ entityId, lane, about = '' }, work) => {
      const name = `${entityId} ${about}`;
      const present = underWay.get(name);
      if (present) return present.end;
      if ((refused.get(name) ?? 0) > now())
        return Promise.reject(new LookUpRefused('could not be looked up a moment ago'));
      const site = siteOf(entityId);
      if (!hasRoom(lane, site)) return Promise.reject(new LookUpRefused(`too many are looked up: ${lane}, ${site}`));
      const end = inTime(work, limits.whole_ms)
        .catch((error: unknown) => {
          refuse(name);
          throw error;
        })
        .finally(() => underWay.delete(name));
      underWay.set(name, { lane, site, end });
      return end;
    },
    forget: () => refused.clear(),
  };
}

/** The place is free again when the time is over, also where the work heeds no signal. */
function inTime<Found>(work: (signal: AbortSignal) => Promise<Found>, whole_ms: number): Promise<Found> {
  const end = new AbortController();
  return new Promise<Found>((resolve, reject) => {
    const timer = setTimeout(() => {
      const late = new Error(`took longer than ${whole_ms} ms`);
      end.abort(late);
      reject(late);
    }, whole_ms);
    timer.unref();
    work(end.signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
