export type MergeMethod = 'exact' | 'scored' | 'operator' | 'self';

export interface MergeOrder {
  /** Of the event. */
  readonly id: string;
  readonly method: MergeMethod;
  /** Why, in few words without personal data: it stays for ever. */
  readonly reason: string;
  /** Everybody whose word it was, written like an `Actor`; at least one. */
  readonly decidedBy: readonly string[];
  readonly modelVersion?: string | undefined;
}

export interface Merged {
  readonly mergeId: string;
  readonly survivorId: string;
  readonly loserId: string;
  readonly movedRecords: readonly string[];
  /** Whose records stand with either of them: each of these universities is told. */
  readonly universityIds: readonly string[];
}
