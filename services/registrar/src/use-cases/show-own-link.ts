import { acrossUniversities, findPersonIdByReference, findProfile, fullName } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';

export interface LinkSide {
  readonly name: string;
  readonly universityIds: readonly string[];
}

/**
 * Both people whom somebody is about to declare one, himself: by what each proved with a password. Nothing is changed yet
 * (`link-own-records`). @throws DomainError `person.unknown`; `person.already_one`.
 */
export function showOwnLink(
  registry: Pick<Registry, 'db'>,
  wanted: { readonly personId: string; readonly secondReference: string },
): Promise<{ first: LinkSide; second: LinkSide }> {
  return acrossUniversities(registry.db, async (tx) => {
    const secondId = await findPersonIdByReference(tx, wanted.secondReference);
    const first = await findProfile(tx, wanted.personId);
    const second = secondId === undefined ? undefined : await findProfile(tx, secondId);
    if (!first || !second) throw new DomainError('person.unknown', 'There is no such person.');
    if (first.personId === second.personId) {
      throw new DomainError('person.already_one', 'Both accounts are known to be yours already.');
    }
    const side = (profile: typeof first): LinkSide => ({
      name: fullName(profile),
      universityIds: [...new Set([profile.universityId, ...profile.affiliations.map((one) => one.universityId)])],
    });
    return { first: side(first), second: side(second) };
  });
}
