import type { SubjectAffiliation } from '@onecampus/access-rules';

/**
 * The few thousand different lists of affiliations that the people of a city have. Seventy thousand people share them, so
 * each list is kept once; lists are frozen, because they are shared.
 */
export class Profiles {
  readonly #lists = new Map<string, readonly SubjectAffiliation[]>();
  readonly #affiliations = new Map<string, SubjectAffiliation>();

  shared(affiliations: readonly SubjectAffiliation[]): readonly SubjectAffiliation[] {
    const keys = affiliations.map(keyOf);
    const key = keys.join(';');
    let list = this.#lists.get(key);
    if (list === undefined) {
      list = Object.freeze(affiliations.map((one, at) => this.#sharedOne(keys[at]!, one)));
      this.#lists.set(key, list);
    }
    return list;
  }

  #sharedOne(key: string, affiliation: SubjectAffiliation): SubjectAffiliation {
    const known = this.#affiliations.get(key);
    if (known) return known;
    this.#affiliations.set(key, Object.freeze(affiliation));
    return affiliation;
  }
}

function keyOf({ affiliation, scope, validFrom, validUntil }: SubjectAffiliation): string {
  return `${affiliation}@${scope} ${validFrom} ${validUntil}`;
}
