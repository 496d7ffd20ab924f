import {
  type Actor,
  findUniversity,
  type PeoplePage,
  recordAudit,
  type SearchPosition,
  searchPeople as search,
  withinUniversity,
} from '@onecampus/directory';
import type { Registry } from '../registry.ts';

/**
 * People of one university by name, number, login or e-mail. A search is one entry of the trail: how many were listed, and
 * not what was typed, which is somebody's name. @throws DomainError `university.unknown`.
 */
export async function searchPeople(
  registry: Registry,
  order: {
    readonly by: Actor;
    readonly university: string;
    readonly text: string;
    readonly after?: SearchPosition | undefined;
    readonly limit: number;
  },
): Promise<PeoplePage> {
  const { by, text, after, limit } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  return withinUniversity(registry.db, universityId, async (tx) => {
    const page = await search(tx, { text, after, limit });
    await recordAudit(tx, {
      actor: by,
      action: 'person.searched',
      universityId,
      details: { found: page.people.length },
    });
    return page;
  });
}
