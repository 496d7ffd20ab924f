import type { RollCounts } from './review-reasons.ts';
import { type RowFaultCode, rowFaultText } from './row-faults.ts';

interface Told {
  readonly record: {
    readonly id: string;
    readonly state: string;
    readonly partial: boolean;
    readonly counts: RollCounts | null;
    readonly reviewReasons: readonly string[];
    readonly recognised: object;
    readonly failure: object | null;
    readonly preview: readonly object[] | null;
    readonly createdAt: Date;
    readonly finishedAt: Date | null;
  };
  readonly university: { readonly slug: string };
  readonly source: { readonly label: string };
  readonly refused: readonly {
    readonly line: number;
    readonly sourceKey: string | null;
    readonly fault: RowFaultCode;
    readonly field: string | null;
    readonly otherLine: number | null;
  }[];
}

/** An import as the API tells of it. */
export function importReport({ record, university, source, refused }: Told) {
  return {
    import_id: record.id,
    university: university.slug,
    source: source.label,
    state: record.state,
    partial: record.partial,
    counts: record.counts,
    review_reasons: record.reviewReasons,
    recognised: record.recognised,
    failure: record.failure,
    preview: record.preview ?? [],
    refused: refused.map(({ line, sourceKey, fault, field, otherLine }) => ({
      line,
      source_key: sourceKey,
      field,
      reason: fault,
      ...rowFaultText(fault, otherLine),
    })),
    created_at: record.createdAt,
    finished_at: record.finishedAt,
  };
}
