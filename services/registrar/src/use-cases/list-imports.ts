import { findUniversity, type University, withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { type Delivery, listDeliveries } from '../store/deliveries.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { listImports as list } from '../store/imports.ts';
import { listSources, type Source } from '../store/sources.ts';

const imports_shown = 50;

/** The sources of a university, its latest imports and the latest files of its watched folders. @throws DomainError `university.unknown`. */
export async function listImports(
  registry: Registry,
  wanted: { readonly university: string },
): Promise<{ university: University; sources: Source[]; imports: ImportRecord[]; deliveries: Delivery[] }> {
  const university = await findUniversity(registry.db, wanted.university);
  return withinUniversity(registry.db, university.id, async (tx) => ({
    university,
    sources: await listSources(tx, [university.id]),
    imports: await list(tx, [university.id], imports_shown),
    deliveries: await listDeliveries(tx, university.id, imports_shown),
  }));
}
