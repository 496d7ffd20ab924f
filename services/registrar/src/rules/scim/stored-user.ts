import type { StoredAffiliation } from '@onecampus/directory';
import type { ScimResource } from '@onecampus/scim';

/** A User as the database has it. */
export interface StoredUser {
  readonly id: string;
  /** Never leaves: a university must not tell by it who is known elsewhere. */
  readonly personId: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly userName: string;
  readonly externalId: string | null;
  readonly active: boolean;
  readonly attributes: ScimResource;
  readonly eppn: string | null;
  /** In effect at the moment of reading, `member` not among them. */
  readonly affiliations: readonly { readonly affiliation: StoredAffiliation; readonly scope: string }[];
  /** Null where they were not asked for. */
  readonly groups: readonly { readonly value: string; readonly display: string }[] | null;
}
