import { type Actor, findUniversity, withinUniversity } from '@onecampus/directory';
import { sourceSaved } from '../events.ts';
import type { Registry } from '../registry.ts';
import type { RollMapping } from '../rules/roll-field.ts';
import type { SourceKind } from '../rules/source-kind.ts';
import { type Source, saveSource as store } from '../store/sources.ts';

/** Sets up a source of a university, or changes what is named of it and leaves the rest. @throws DomainError `university.unknown`. */
export async function saveSource(
  registry: Registry,
  order: {
    readonly by: Actor;
    readonly university: string;
    readonly label: string;
    readonly kind?: SourceKind | undefined;
    readonly mapping?: RollMapping | undefined;
    readonly shrinkLimit?: number | undefined;
  },
): Promise<Source> {
  const { by, label, kind, mapping, shrinkLimit } = order;
  const university = await findUniversity(registry.db, order.university);
  return withinUniversity(registry.db, university.id, async (tx) => {
    const source = await store(tx, {
      id: registry.newId(),
      universityId: university.id,
      label,
      kind,
      mapping,
      shrinkLimit,
    });
    const fields = Object.entries({ kind, mapping, shrinkLimit }).flatMap(([name, value]) =>
      value === undefined ? [] : [name],
    );
    await sourceSaved(tx, { by, universityId: university.id, sourceId: source.id, fields });
    return source;
  });
}
