import { createHash } from 'node:crypto';
import type { Db, Tx } from '@onecampus/database';
import { readVersionsOf } from '../record-history/read-versions.ts';
import type { University } from '../universities/university.ts';
import { type ExportSection, exportSections } from './export-sections.ts';

export const universityExportFormat = 'onecampus-university-export/1';
const page_rows = 500;
/** A receiver that takes nothing for so long is given up; until then the snapshot is held. */
const idle_timeout_ms = 600_000;
const nobody = '00000000-0000-0000-0000-000000000000';

type Line = Record<string, unknown> & { readonly type: string };

/**
 * Everything that a university says, as lines of JSON (docs/how-to/leave-the-consortium.md): a manifest, the sections, a seal
 * with the number and the SHA-256 of the lines of each section. One snapshot of the database, so that it fits together, and
 * row-level security holds it to this university. Its audit chain is an export of its own, which can be verified alone.
 *
 * @param order `dataKey` is CAMPUS_DATA_KEY: the history of each record is opened.
 */
export async function* exportUniversity(
  db: Db,
  order: { readonly university: University; readonly dataKey: Uint8Array; readonly at: Date },
): AsyncGenerator<string> {
  const { university, dataKey, at } = order;
  const seal = new Seal();
  const sections = exportSections.map(({ type }) => type);
  yield seal.line({ type: 'manifest', format: universityExportFormat, university, at: at.toISOString(), sections });
  const tx = (await db.transaction()) as Tx;
  try {
    await tx.raw(
      `set transaction isolation level repeatable read, read only;
       set local idle_in_transaction_session_timeout = ${idle_timeout_ms}`,
    );
    await tx.raw(`select set_config('campus.university_id', ?, true)`, [university.id]);
    for (const section of exportSections) {
      for await (const line of linesOf(tx, section, university.id, dataKey)) yield seal.line(line);
    }
  } finally {
    await tx.rollback();
  }
  yield `${JSON.stringify(seal.end(sections))}\n`;
}

async function* linesOf(
  tx: Tx,
  section: ExportSection,
  universityId: string,
  dataKey: Uint8Array,
): AsyncGenerator<Line> {
  for (let last: string | undefined; ; ) {
    const { rows } = await tx.raw<{ rows: { id: string; line: object }[] }>(section.page, {
      university: universityId,
      after: section.page.includes(':afterText') ? nobody : (last ?? nobody),
      afterText: last ?? '',
      limit: page_rows,
    });
    const ids = rows.map(({ id }) => id);
    const history = section.type === 'record' ? await readVersionsOf(tx, dataKey, ids) : undefined;
    for (const { id, line } of rows) {
      yield { type: section.type, ...line, ...(history && { history: history.get(id) ?? [] }) };
    }
    if (rows.length < page_rows) return;
    last = ids.at(-1);
  }
}

/** Counts and hashes the lines of each section as they pass. */
class Seal {
  readonly #hashes = new Map<string, ReturnType<typeof createHash>>();
  readonly #counts = new Map<string, number>();
  readonly #all = createHash('sha256');

  line(content: Line): string {
    const text = `${JSON.stringify(content)}\n`;
    const hash = this.#hashes.get(content.type) ?? createHash('sha256');
    this.#hashes.set(content.type, hash.update(text));
    this.#counts.set(content.type, (this.#counts.get(content.type) ?? 0) + 1);
    this.#all.update(text);
    return text;
  }

  end(sections: readonly string[]): object {
    return {
      type: 'seal',
      counts: Object.fromEntries(sections.map((type) => [type, this.#counts.get(type) ?? 0])),
      sha256: Object.fromEntries(
        sections.map((type) => [type, (this.#hashes.get(type) ?? createHash('sha256')).digest('hex')]),
      ),
      sha256_of_all: this.#all.digest('hex'),
    };
  }
}
