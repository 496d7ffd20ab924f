import { columns } from '../output.ts';

type Counts = Readonly<Record<string, number>>;

export interface Feeds {
  readonly sources: readonly { label: string; kind: string; shrink_limit: number }[];
  readonly imports: readonly {
    import_id: string;
    source: string;
    state: string;
    counts: Counts | null;
    created_at: string;
  }[];
  readonly deliveries: readonly {
    file: string;
    source: string;
    state: string;
    fault: { en: string } | null;
    taken_at: string;
  }[];
}

export interface Rollback {
  readonly dry_run: boolean;
  readonly counts: Counts;
  readonly lines: readonly { kind: string; source_key: string; reason: { en: string } | null }[];
}

export function linesOfFeeds({ sources, imports, deliveries }: Feeds): string[] {
  const counted = (counts: Counts | null) =>
    counts === null ? '' : ['new', 'changed', 'ending', 'refused'].map((name) => `${name} ${counts[name]}`).join(', ');
  return [
    ...columns(
      ['source', 'kind', 'shrink limit'],
      sources.map((one) => [one.label, one.kind, `${one.shrink_limit * 100} %`]),
    ),
    '',
    ...columns(
      ['import', 'source', 'when', 'state', 'counts'],
      imports.map((one) => [one.import_id, one.source, one.created_at, one.state, counted(one.counts)]),
    ),
    ...(deliveries.length === 0
      ? []
      : [
          '',
          ...columns(
            ['file', 'source', 'taken', 'state', 'why'],
            deliveries.map((one) => [one.file, one.source, one.taken_at, one.state, one.fault?.en]),
          ),
        ]),
  ];
}

export function linesOfRollback({ dry_run, counts, lines }: Rollback): string[] {
  const kept = lines.filter((line) => line.kind === 'keep');
  return [
    `${dry_run ? 'Would restore' : 'Restored'} ${counts['restored']}, withdraw ${counts['withdrawn']}, leave ${counts['kept']} as they are.`,
    ...kept.map((line) => `  ${line.source_key}: ${line.reason?.en ?? ''}`),
    ...(dry_run ? ['Nothing was changed; add --yes to do it.'] : []),
  ];
}
