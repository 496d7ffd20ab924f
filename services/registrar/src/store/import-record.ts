import type { RollbackCounts } from '@onecampus/directory';
import type { PreviewLine } from '../rules/preview-words.ts';
import type { ReviewReason, RollCounts } from '../rules/review-reasons.ts';
import type { RollField } from '../rules/roll-field.ts';

export type ImportState = 'reading' | 'staged' | 'needs-review' | 'applied' | 'rolled-back' | 'failed';

/** What was recognised in a file. */
export interface Recognised {
  /** A OneRoster package; else a CSV. */
  readonly format?: 'oneroster';
  /** A OneRoster delta: nothing and nobody ends by being left out. */
  readonly delta?: boolean;
  readonly charset?: string;
  readonly delimiter?: string;
  readonly columns?: Readonly<Record<string, RollField>>;
  /** The university's word for each affiliation, as the file has it. */
  readonly words?: Readonly<Record<string, string>>;
  /** Headings that mean nothing to us; their columns are not taken. */
  readonly notTaken?: readonly string[];
}

/** Why the whole file could not be read. */
export interface ImportFailure {
  readonly code: string;
  readonly ru: string;
  readonly en: string;
}

export interface ImportRecord {
  readonly id: string;
  readonly sourceId: string;
  readonly universityId: string;
  readonly actor: string;
  /** The file speaks only of the people in it: nobody ends by being left out. */
  readonly partial: boolean;
  readonly state: ImportState;
  readonly recognised: Recognised;
  readonly stagedRows: number;
  readonly counts: RollCounts | null;
  readonly reviewReasons: readonly ReviewReason[];
  readonly preview: readonly PreviewLine[] | null;
  readonly failure: ImportFailure | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly rolledBackAt: Date | null;
  readonly rollbackCounts: RollbackCounts | null;
  /** False once the staged rows were dropped: the file has to be sent again. */
  readonly rowsKept: boolean;
}
