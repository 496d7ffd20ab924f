import type { RecordValues, RecordVersion } from '@onecampus/directory';

/** One change of a record: what it said until then, and which fields were replaced. */
export interface RecordChanged {
  readonly version: number;
  readonly from: Date;
  readonly until: Date;
  /** Names of the fields that the next version says otherwise. */
  readonly changed: readonly string[];
  readonly values: RecordValues;
}

/** The past of a record, newest first, each version beside the one that replaced it. @param versions newest first */
export function recordHistory(now: RecordValues, versions: readonly RecordVersion[]): RecordChanged[] {
  return versions.map((one, index) => ({
    version: one.version,
    from: one.recordedFrom,
    until: one.recordedUntil,
    changed: fieldsThatDiffer(one.values, index === 0 ? now : versions[index - 1]!.values),
    values: one.values,
  }));
}

function fieldsThatDiffer(before: RecordValues, after: RecordValues): string[] {
  return (Object.keys(before) as (keyof RecordValues)[]).filter((field) => before[field] !== after[field]);
}
