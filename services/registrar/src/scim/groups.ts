import { etagOf, groupSchemas, isReturned, readIfMatch, readPatch, readResource } from '@onecampus/scim';
import { groupColumn } from '../rules/scim/group-columns.ts';
import { groupResource } from '../rules/scim/group-resource.ts';
import { createGroup } from '../use-cases/scim/create-group.ts';
import { deleteGroup } from '../use-cases/scim/delete-group.ts';
import { listGroups } from '../use-cases/scim/list-groups.ts';
import { patchGroup } from '../use-cases/scim/patch-group.ts';
import { replaceGroup } from '../use-cases/scim/replace-group.ts';
import { showGroup } from '../use-cases/scim/show-group.ts';
import { listPage } from './list-page.ts';
import type { ScimEndpoint } from './scim-endpoint.ts';

const members = { name: 'members' };

/** Groups of the university's Users, as its own system keeps them. */
export const groups: ScimEndpoint = {
  name: 'Groups',
  schemas: groupSchemas,
  list: ({ context, caller, base }, query) => {
    const withMembers = isReturned(query.projection, members, groupSchemas);
    return listPage(
      query,
      groupColumn,
      (clauses) => listGroups(context, caller, { clauses, withMembers }),
      (row) => groupResource(row, base),
    );
  },
  create: async ({ context, caller, base }, data) =>
    groupResource(await createGroup(context, caller, readResource(data, groupSchemas)), base),
  show: async ({ context, caller, base }, id, projection) => {
    const withMembers = isReturned(projection, members, groupSchemas);
    return groupResource(await showGroup(context, caller, { id, withMembers }), base);
  },
  replace: async ({ context, caller, base }, id, data, { ifMatch }) => {
    const resource = readResource(data, groupSchemas);
    return groupResource(await replaceGroup(context, caller, { id, resource, ifMatch: readIfMatch(ifMatch) }), base);
  },
  patch: async ({ context, caller, base }, id, data, { ifMatch }) => {
    const operations = readPatch(data, groupSchemas);
    const version = await patchGroup(context, caller, { id, operations, ifMatch: readIfMatch(ifMatch) });
    return { version: etagOf(version), location: `${base}/Groups/${id}` };
  },
  remove: ({ context, caller }, id, { ifMatch }) => deleteGroup(context, caller, { id, ifMatch: readIfMatch(ifMatch) }),
};
