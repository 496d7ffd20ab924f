import { withMember } from '@onecampus/directory';
import { etagOf, type ScimResource, userSchemas } from '@onecampus/scim';
import { campusUrn } from './extension-urns.ts';
import type { StoredUser } from './stored-user.ts';

/** A User as it is given back: what was sent, as it was sent, and what the directory adds. `base` ends without a slash. */
export function userResource(user: StoredUser, base: string): ScimResource {
  const location = `${base}/Users/${user.id}`;
  const campus = {
    ...(user.attributes[campusUrn] as object | undefined),
    eduPersonPrincipalName: user.eppn ?? undefined,
    eduPersonScopedAffiliation: scopedAffiliations(user),
  };
  const extensions = userSchemas.slice(1).filter(({ id }) => id === campusUrn || user.attributes[id] !== undefined);
  return {
    ...writableUser(user),
    schemas: [userSchemas[0].id, ...extensions.map(({ id }) => id)],
    id: user.id,
    [campusUrn]: campus,
    ...(user.groups === null || user.groups.length === 0
      ? {}
      : { groups: user.groups.map((one) => ({ ...one, $ref: `${base}/Groups/${one.value}`, type: 'direct' })) }),
    meta: {
      resourceType: 'User',
      created: user.createdAt.toISOString(),
      lastModified: user.updatedAt.toISOString(),
      location,
      version: etagOf(user.version),
    },
  };
}

/** What a client wrote: where a PATCH begins. */
export function writableUser(
  user: Pick<StoredUser, 'userName' | 'externalId' | 'active' | 'attributes'>,
): ScimResource {
  return {
    ...user.attributes,
    userName: user.userName,
    ...(user.externalId === null ? {} : { externalId: user.externalId }),
    active: user.active,
  };
}

function scopedAffiliations({ affiliations }: StoredUser): string[] | undefined {
  const scopes = [...new Set(affiliations.map(({ scope }) => scope))];
  const values = scopes.flatMap((scope) =>
    withMember(affiliations.filter((one) => one.scope === scope).map(({ affiliation }) => affiliation)).map(
      (affiliation) => `${affiliation}@${scope}`,
    ),
  );
  return values.length === 0 ? undefined : values;
}
