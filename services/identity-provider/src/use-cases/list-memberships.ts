import type { Db } from '@onecampus/database';
import { findProfile, type StoredAffiliation, type University } from '@onecampus/directory';

/** A university to which somebody belongs now, and as what. */
export interface Membership {
  readonly university: University;
  readonly affiliations: readonly StoredAffiliation[];
}

/** Where a person belongs now, the university that gives his name first. */
export async function listMemberships(
  db: Db,
  personId: string,
  universities: readonly University[],
): Promise<Membership[]> {
  const profile = await findProfile(db, personId);
  if (!profile) return [];
  return universities
    .filter(({ hasLeft }) => !hasLeft)
    .map((university) => ({
      university,
      affiliations: [
        ...new Set(
          profile.affiliations.filter((one) => one.universityId === university.id).map((one) => one.affiliation),
        ),
      ],
    }))
    .filter(({ affiliations }) => affiliations.length > 0)
    .toSorted(
      (one, other) =>
        Number(other.university.id === profile.universityId) - Number(one.university.id === profile.universityId),
    );
}
