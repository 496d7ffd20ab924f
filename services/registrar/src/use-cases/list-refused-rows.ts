import type { Registry } from '../registry.ts';
import { listRefused, type RefusedLine } from '../store/staged-rows.ts';

const page_rows = 1_000;

/** Every refused row of an import in the order of the file, however many there are. */
export async function* listRefusedRows(registry: Registry, importId: string): AsyncGenerator<RefusedLine> {
  for (let line = 0; ; ) {
    const rows = await listRefused(registry.db, importId, { line, limit: page_rows });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < page_rows) return;
    line = last.line;
  }
}
