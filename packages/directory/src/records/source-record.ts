import type { RecordValues } from '../record-history/record-version.ts';

/** One source record as it is now, read under its lock. */
export interface SourceRecord {
  readonly id: string;
  readonly personId: string;
  readonly sourceId: string;
  readonly universityId: string;
  readonly sourceKey: string;
  readonly version: number;
  readonly values: RecordValues;
  /** HMAC-SHA-256, hex. */
  readonly nationalNumberMark: string | null;
  readonly nameKey: string | null;
  readonly missingSince: Date | null;
  /** `updated_at` as text: a Date would lose the microseconds. */
  readonly updatedAt: string;
}

/** What a record is to say from now on. */
export interface RecordStatement {
  readonly sourceKey: string;
  readonly values: RecordValues;
  readonly nationalNumberMark: string | null;
  /** Folded name (packages/person-matching); null where there is no name to fold. */
  readonly nameKey: string | null;
}
