import { etagOf, groupSchemas, type ScimResource } from '@onecampus/scim';
import type { StoredGroup } from './stored-group.ts';

/** A Group as it is given back. `base` ends without a slash. */
export function groupResource(group: StoredGroup, base: string): ScimResource {
  return {
    schemas: [groupSchemas[0].id],
    id: group.id,
    displayName: group.displayName,
    ...(group.externalId === null ? {} : { externalId: group.externalId }),
    ...(group.members === null
      ? {}
      : { members: group.members.map((one) => ({ ...one, type: 'User', $ref: `${base}/Users/${one.value}` })) }),
    meta: {
      resourceType: 'Group',
      created: group.createdAt.toISOString(),
      lastModified: group.updatedAt.toISOString(),
      location: `${base}/Groups/${group.id}`,
      version: etagOf(group.version),
    },
  };
}
