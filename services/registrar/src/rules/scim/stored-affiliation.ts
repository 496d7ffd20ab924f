import type { StoredAffiliation } from '@onecampus/directory';

/** An affiliation as it was said, with the belief that it made. */
export interface StoredAffiliationStatement {
  readonly id: string;
  readonly userId: string;
  readonly personId: string;
  readonly userName: string;
  readonly externalId: string | null;
  readonly scope: string;
  readonly affiliation: StoredAffiliation;
  readonly orgUnit: string | null;
  readonly programme: string | null;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  /** The window as Postgres prints it, with its microseconds. */
  readonly valid: string;
  /** An ISO 8601 duration. */
  readonly grace: string;
  readonly endReason: string | null;
  readonly effectiveUntil: Date | null;
  readonly beliefId: string | null;
  readonly fromUserType: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
