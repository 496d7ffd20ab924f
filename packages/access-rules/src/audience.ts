import { type Affiliation, answersTo } from './affiliation.ts';
import { isCurrent, type Subject } from './subject.ts';

/**
 * One description of people. It matches when all parts that are given match; affiliation and scope must be met by one
 * and the same current affiliation. `{}` matches everybody who has a current affiliation.
 */
export interface AudienceAtom {
  readonly affiliation?: Affiliation | undefined;
  /** The university's scope, lower case: `tpu.ru`. */
  readonly scope?: string | undefined;
  readonly personId?: string | undefined;
}

/** Whom a rule is about: at least one of `anyOf` (absent: everybody; empty: nobody) and none of `noneOf`. */
export interface Audience {
  readonly anyOf?: readonly AudienceAtom[] | undefined;
  readonly noneOf?: readonly AudienceAtom[] | undefined;
}

export function isInAudience(audience: Audience, subject: Subject, now: number): boolean {
  const matches = (atom: AudienceAtom) => matchesAtom(atom, subject, now);
  return (audience.anyOf?.some(matches) ?? true) && !(audience.noneOf?.some(matches) ?? false);
}

function matchesAtom(atom: AudienceAtom, subject: Subject, now: number): boolean {
  if (atom.personId !== undefined && atom.personId !== subject.personId) return false;
  return subject.affiliations.some(
    (held) =>
      isCurrent(held, now) &&
      (atom.affiliation === undefined || answersTo(held.affiliation, atom.affiliation)) &&
      (atom.scope === undefined || atom.scope === held.scope),
  );
}
