import { withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { listRefused, type RefusedLine } from '../store/staged-rows.ts';

const page_rows = 1_000;

/** Every refused row of an import in the order of the file, however many there are; each page is a short transaction. */
export async function* listRefusedRows(
  registry: Registry,
  from: { readonly id: string; readonly universityId: string },
): AsyncGenerator<RefusedLine> {
  for (let line = 0; ; ) {
    const after = { line, limit: page_rows };
    const rows = await withinUniversity(registry.db, from.universityId, (tx) => listRefused(tx, from.id, after));
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < page_rows) return;
    line = last.line;
  }
}
