import type { StoredAffiliation } from '@onecampus/directory';
import type { ScimResource } from '@onecampus/scim';

/** A User as the client said it, understood. What the directory keeps of it stands beside what is given back as sent. */
export interface SaidUser {
  readonly userName: string;
  readonly userNameNormal: string;
  readonly externalId: string | null;
  /** Absent: not said. */
  readonly active: boolean | undefined;
  /** Everything else that a client may write, as sent; without the national number. */
  readonly attributes: ScimResource;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  /** False where userName had to stand for a name: nothing that people can be recognised by. */
  readonly isNamed: boolean;
  readonly birthDate: string | null;
  /** Eleven digits; leaves the process only as a keyed hash. Absent: not said. */
  readonly nationalNumber: string | undefined;
  readonly email: string | null;
  readonly phone: string | null;
  readonly identifiers: readonly { readonly scheme: string; readonly scope: string; readonly value: string }[];
  /** What userType says, in any of the usual Russian and English words. */
  readonly affiliation: StoredAffiliation | undefined;
}
