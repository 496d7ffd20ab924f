import type { StoredAffiliation } from './affiliation.ts';

/** An affiliation that is in effect at the moment of reading (its window or its grace). */
export interface EffectiveAffiliation {
  readonly affiliation: StoredAffiliation;
  readonly scope: string;
  readonly universityId: string;
  readonly orgUnit: string | null;
  readonly programme: string | null;
  /** End of the window with its grace; `null` = open. */
  readonly effectiveUntil: Date | null;
}

export interface PersonProfile {
  readonly personId: string;
  readonly referenceId: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  /** The university whose record gives the name. */
  readonly universityId: string;
  readonly affiliations: readonly EffectiveAffiliation[];
}

/** `Иванов Иван Иванович`, `Li Wei`: family name first, as lists and desks have it. */
export function fullName(name: { familyName: string; givenName: string | null; patronymic: string | null }): string {
  return [name.familyName, name.givenName, name.patronymic].filter((part) => part).join(' ');
}
