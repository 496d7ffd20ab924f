import type { Affiliation, Effect, PriorityClass, Weekday } from '@onecampus/access-rules';

export interface AtomInput {
  readonly affiliation?: Affiliation | undefined;
  readonly scope?: string | undefined;
  readonly person_id?: string | undefined;
}

export interface WindowInput {
  readonly weekdays: readonly Weekday[];
  /** `HH:MM` on the zone's wall clock; `to` may be `24:00` and, where it is not after `from`, lies on the next day. */
  readonly from: string;
  readonly to: string;
}

/** A rule as it is written through the API and read back from it. Instants are RFC 3339. */
export interface RuleInput {
  readonly name: string;
  readonly effect: Effect;
  readonly priority: PriorityClass;
  readonly audience: {
    readonly any_of?: readonly AtomInput[] | undefined;
    readonly none_of?: readonly AtomInput[] | undefined;
  };
  readonly schedule: 'always' | readonly WindowInput[];
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly purpose: { readonly ru: string; readonly en: string } | null;
  readonly reason: { readonly ru: string; readonly en: string } | null;
}
