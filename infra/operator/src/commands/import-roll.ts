import type { OperatorClient } from '../client/operator-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { pairs } from '../output.ts';

export interface ImportResult {
  readonly [field: string]: unknown;
}

/** Sends a roll file to the registrar and follows it; creates the source if the university has none of that name. */
export async function importRoll(
  client: OperatorClient,
  options: {
    university: string;
    source: string;
    dryRun?: boolean;
    acceptShrink?: boolean;
    partial?: boolean;
    body: ReadableStream | Uint8Array;
    onProgress: (rows: number) => void;
  },
): Promise<ImportResult> {
  const source = `/api/v1/universities/${encodeURIComponent(options.university)}/sources/${encodeURIComponent(options.source)}`;
  const query = new URLSearchParams({
    ...(options.dryRun ? { dry_run: 'true' } : {}),
    ...(options.acceptShrink ? { accept_shrink: 'true' } : {}),
    ...(options.partial ? { partial: 'true' } : {}),
  });
  await client.call('registrar', 'PUT', source, { kind: 'sis' });
  let last: Record<string, unknown> | undefined;
  await client.stream('registrar', `${source}/imports?${query}`, options.body, (line) => {
    if (typeof line['rows'] === 'number') options.onProgress(line['rows']);
    last = line;
  });
  if (!last) throw new CommandFailure('unexpected', 'The registrar ended its answer without a result.');
  return last;
}

export function linesOfImport(result: ImportResult): string[] {
  const counts = (result['counts'] ?? {}) as Record<string, unknown>;
  const refused = (result['refused'] ?? []) as { line: number; source_key: string | null; en: string }[];
  return [
    ...pairs([['import', result['import_id']], ['state', result['state']], ...Object.entries(counts)]),
    ...refused.map((row) => `  line ${row.line}${row.source_key ? ` (${row.source_key})` : ''}: ${row.en}`),
  ];
}
