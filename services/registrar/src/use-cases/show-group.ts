import {
  type Actor,
  findGroup,
  findUniversity,
  type Group,
  type GroupMember,
  listMembers,
  recordAudit,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';

/**
 * A group with a page of its members, now and to come. Names of people are shown, so it is on record.
 * @throws DomainError `university.unknown`, `group.unknown`.
 */
export async function showGroup(
  registry: Registry,
  wanted: {
    readonly by: Actor;
    readonly university: string;
    readonly groupId: string;
    readonly after: string;
    readonly limit: number;
  },
): Promise<Group & { list: (GroupMember & { recordId: string })[] }> {
  const { by, groupId, after, limit } = wanted;
  const { id: universityId } = await findUniversity(registry.db, wanted.university);
  return withinUniversity(registry.db, universityId, async (tx) => {
    const group = await findGroup(tx, groupId);
    if (!group) throw new DomainError('group.unknown', 'The university has no such group.');
    const list = await listMembers(tx, { groupId, after, limit });
    await recordAudit(tx, {
      actor: by,
      action: 'group.viewed',
      subject: `group:${groupId}`,
      universityId,
      details: { members: list.length },
    });
    return { ...group, list };
  });
}
