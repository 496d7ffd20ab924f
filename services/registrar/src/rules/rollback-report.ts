import type { RollbackReportLine } from './rollback-words.ts';

/** A rollback as the API tells of it. */
export function rollbackReport(
  of: {
    readonly record: { readonly id: string };
    readonly university: { readonly slug: string };
    readonly source: { readonly label: string };
  },
  run: { readonly counts: object; readonly lines: readonly RollbackReportLine[] },
  dryRun: boolean,
) {
  return {
    import_id: of.record.id,
    university: of.university.slug,
    source: of.source.label,
    dry_run: dryRun,
    counts: run.counts,
    lines: run.lines.map(({ sourceKey, ...line }) => ({ source_key: sourceKey, ...line })),
  };
}
