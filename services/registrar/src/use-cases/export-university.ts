import { type Actor, findUniversity, exportUniversity as lines, withinUniversity } from '@onecampus/directory';
import { universityExported } from '../erasure-events.ts';
import type { Registry } from '../registry.ts';

/** Everything that a university says, as lines of NDJSON; that somebody took it is on record. @throws `university.unknown`. */
export async function exportUniversity(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string },
): Promise<{ readonly slug: string; readonly lines: AsyncGenerator<string> }> {
  const university = await findUniversity(registry.db, order.university);
  await withinUniversity(registry.db, university.id, (tx) => universityExported(tx, order.by, university.id));
  return {
    slug: university.slug,
    lines: lines(registry.db, { university, dataKey: registry.dataKey, at: registry.clock.now() }),
  };
}
