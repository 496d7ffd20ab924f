import { listUniversities, type University } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { listImports } from '../store/imports.ts';
import { listSources as list, type Source } from '../store/sources.ts';

const imports_shown = 20;

/** The sources and the latest imports of some universities. */
export async function listSources(
  registry: Registry,
  universityIds: readonly string[],
): Promise<{ universities: University[]; sources: Source[]; imports: ImportRecord[] }> {
  const [universities, sources, imports] = await Promise.all([
    listUniversities(registry.db),
    list(registry.db, universityIds),
    listImports(registry.db, universityIds, imports_shown),
  ]);
  return { universities: universities.filter((one) => universityIds.includes(one.id)), sources, imports };
}
