/** What a source said of one human, under the names of the columns of `source_records`. Days as `YYYY-MM-DD`. */
export interface RecordValues {
  readonly family_name: string | null;
  readonly given_name: string | null;
  readonly patronymic: string | null;
  readonly birth_date: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** A record as it was before a change. */
export interface RecordChange {
  readonly recordId: string;
  readonly universityId: string;
  /** The version that is being replaced. */
  readonly version: number;
  readonly values: RecordValues;
  readonly nationalNumberHmac: Uint8Array | null;
  readonly missingSince: Date | string | null;
  /** Since when it was so: `updated_at` of the version that is being replaced. Text keeps the microseconds. */
  readonly recordedFrom: Date | string;
}

/** A version of the past, opened. */
export interface RecordVersion {
  readonly version: number;
  readonly values: RecordValues;
  readonly missingSince: Date | null;
  readonly replacedByImport: string | null;
  readonly recordedFrom: Date;
  readonly recordedUntil: Date;
}
