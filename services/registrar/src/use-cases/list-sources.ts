import { listUniversities, type University, withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { type Delivery, listDeliveries } from '../store/deliveries.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { listImports } from '../store/imports.ts';
import { listSources as list, type Source } from '../store/sources.ts';

const imports_shown = 20;

/** The sources, the latest imports and the latest files of watched folders of some universities. */
export async function listSources(
  registry: Registry,
  universityIds: readonly string[],
): Promise<{ universities: University[]; sources: Source[]; imports: ImportRecord[]; deliveries: Delivery[] }> {
  const universities = (await listUniversities(registry.db)).filter((one) => universityIds.includes(one.id));
  const sources: Source[] = [];
  const imports: ImportRecord[] = [];
  const deliveries: Delivery[] = [];
  for (const { id } of universities) {
    await withinUniversity(registry.db, id, async (tx) => {
      sources.push(...(await list(tx, [id])));
      imports.push(...(await listImports(tx, [id], imports_shown)));
      deliveries.push(...(await listDeliveries(tx, id, imports_shown)));
    });
  }
  imports.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  return { universities, sources, imports: imports.slice(0, imports_shown), deliveries };
}
