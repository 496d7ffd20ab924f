/** A record as it was the moment before it was erased: by these values its copies in other places are found. */
export interface ErasedRecord {
  readonly id: string;
  readonly personId: string;
  readonly universityId: string;
  readonly sourceId: string;
  readonly sourceKey: string;
  readonly familyName: string;
  readonly givenName: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly nationalNumberHmac: Buffer | null;
  /** Its identifiers in their normal form. */
  readonly identifiers: readonly string[];
}

/** What was destroyed, in numbers: of an act of destruction and of the audit trail, which never name a value. */
export interface Destroyed {
  readonly records: number;
  readonly identifiers: number;
  readonly versions: number;
  readonly affiliations: number;
  readonly memberships: number;
  readonly roles: number;
}

export interface Erasure {
  readonly records: readonly ErasedRecord[];
  readonly destroyed: Destroyed;
  /** People of whom no record is left, each with the people that were merged into them. */
  readonly erasedPeople: readonly string[];
}
