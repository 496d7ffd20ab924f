/** What an affiliation opens, and for how long. Moments, their end not in them. */
export type DoorTime =
  | { readonly kind: 'ahead'; readonly from: Date; readonly until: Date | null }
  | { readonly kind: 'open' }
  | { readonly kind: 'until'; readonly until: Date }
  /** It ends, and opens doors a while longer. */
  | { readonly kind: 'until-with-grace'; readonly until: Date; readonly doorsUntil: Date }
  /** It has ended, and opens doors a while longer. */
  | { readonly kind: 'grace'; readonly until: Date; readonly doorsUntil: Date }
  | { readonly kind: 'ended'; readonly until: Date };

interface Window {
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly effectiveUntil: Date | null;
}

/** The same that doors decide by: the window and the grace at one moment. */
export function doorTime({ validFrom, validUntil, effectiveUntil }: Window, now: Date): DoorTime {
  if (validFrom > now) return { kind: 'ahead', from: validFrom, until: validUntil };
  if (validUntil === null) return { kind: 'open' };
  const doorsUntil = effectiveUntil ?? validUntil;
  if (doorsUntil <= now) return { kind: 'ended', until: validUntil };
  if (validUntil <= now) return { kind: 'grace', until: validUntil, doorsUntil };
  return doorsUntil > validUntil
    ? { kind: 'until-with-grace', until: validUntil, doorsUntil }
    : { kind: 'until', until: validUntil };
}

const soon_ms = 60 * 86_400_000;

/** What stops opening doors within the next sixty days, the soonest first. */
export function endsSoon<One extends Window>(all: readonly One[], now: Date): One[] {
  const doorsUntil = ({ validUntil, effectiveUntil }: One) => (effectiveUntil ?? validUntil)?.getTime() ?? Infinity;
  return all
    .filter((one) => {
      const left_ms = doorsUntil(one) - now.getTime();
      return one.validFrom <= now && left_ms > 0 && left_ms <= soon_ms;
    })
    .sort((one, other) => doorsUntil(one) - doorsUntil(other));
}
