import type { PersonMatters } from '../../use-cases/list-person-matters.ts';
import type { OwnPerson } from '../../use-cases/show-person.ts';
import type { Seen } from '../console/seen.ts';

/** What the page of a person shows, and to whom. */
export interface PersonPage {
  readonly seen: Seen;
  readonly person: OwnPerson;
  readonly matters: PersonMatters;
  /** The days for which somebody asked, `YYYY-MM-DD`. */
  readonly asked: { readonly validAt: string | undefined; readonly knownAt: string | undefined };
  readonly now: Date;
}
