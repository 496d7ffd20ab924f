import { type RollPreviewLine, withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { listChanges as list } from '../store/import-changes.ts';

const page_rows = 1_000;

interface Listed {
  readonly id: string;
  readonly universityId: string;
}

/** Everybody whom an import adds, changes or ends, however many there are; each page is a short transaction. */
export async function* listChanges(registry: Registry, from: Listed): AsyncGenerator<RollPreviewLine> {
  for (let after = { kind: '', sourceKey: '' }; ; ) {
    const place = { ...after, limit: page_rows };
    const rows = await withinUniversity(registry.db, from.universityId, (tx) => list(tx, from.id, place));
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < page_rows) return;
    after = last;
  }
}
