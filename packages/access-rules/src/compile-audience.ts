import { AFFILIATIONS, type Affiliation, answersTo } from './affiliation.ts';
import type { Audience, AudienceAtom } from './audience.ts';
import { isCurrent, type Subject } from './subject.ts';

/** One bit per affiliation; a person who holds one carries the bits of all that it answers to. */
const HELD_BITS = new Map<Affiliation, number>(
  AFFILIATIONS.map((held) => [
    held,
    AFFILIATIONS.reduce((bits, wanted, n) => (answersTo(held, wanted) ? bits | (1 << n) : bits), 0),
  ]),
);
const ANY_BITS = (1 << AFFILIATIONS.length) - 1;

interface CompiledAtom {
  readonly bits: number;
  readonly scope: string | null;
  readonly personId: string | null;
}

interface AtomSet {
  /** People named without any further condition; usually the longest list, so it is not walked. */
  readonly people: ReadonlySet<string>;
  readonly others: readonly CompiledAtom[];
}

export interface CompiledAudience {
  /** null: everybody. */
  readonly anyOf: AtomSet | null;
  readonly noneOf: AtomSet | null;
}

export function compileAudience({ anyOf, noneOf }: Audience): CompiledAudience {
  return {
    anyOf: anyOf === undefined ? null : compileAtoms(anyOf),
    noneOf: noneOf === undefined || noneOf.length === 0 ? null : compileAtoms(noneOf),
  };
}

/** The subject must have at least one current affiliation, which the checks before the rules have made sure of. */
export function isInCompiledAudience(audience: CompiledAudience, subject: Subject, now: number): boolean {
  return (
    (audience.anyOf === null || matchesAny(audience.anyOf, subject, now)) &&
    (audience.noneOf === null || !matchesAny(audience.noneOf, subject, now))
  );
}

function compileAtoms(atoms: readonly AudienceAtom[]): AtomSet {
  const isName = ({ affiliation, scope, personId }: AudienceAtom) =>
    personId !== undefined && affiliation === undefined && scope === undefined;
  return {
    people: new Set(atoms.filter(isName).map((atom) => atom.personId!)),
    others: atoms
      .filter((atom) => !isName(atom))
      .map(({ affiliation, scope, personId }) => ({
        bits: affiliation === undefined ? ANY_BITS : 1 << AFFILIATIONS.indexOf(affiliation),
        scope: scope ?? null,
        personId: personId ?? null,
      })),
  };
}

function matchesAny(set: AtomSet, subject: Subject, now: number): boolean {
  if (set.people.size > 0 && set.people.has(subject.personId)) return true;
  for (const held of subject.affiliations) {
    if (!isCurrent(held, now)) continue;
    const bits = HELD_BITS.get(held.affiliation) ?? 0;
    for (const atom of set.others) {
      if (
        (atom.bits & bits) !== 0 &&
        (atom.scope === null || atom.scope === held.scope) &&
        (atom.personId === null || atom.personId === subject.personId)
      ) {
        return true;
      }
    }
  }
  return false;
}
