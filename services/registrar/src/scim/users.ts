import { isReturned, readIfMatch, readPatch, readResource, userSchemas } from '@onecampus/scim';
import { userColumn } from '../rules/scim/user-columns.ts';
import { userResource } from '../rules/scim/user-resource.ts';
import { createUser } from '../use-cases/scim/create-user.ts';
import { deleteUser } from '../use-cases/scim/delete-user.ts';
import { listUsers } from '../use-cases/scim/list-users.ts';
import { patchUser } from '../use-cases/scim/patch-user.ts';
import { replaceUser } from '../use-cases/scim/replace-user.ts';
import { showUser } from '../use-cases/scim/show-user.ts';
import { listPage } from './list-page.ts';
import type { ScimEndpoint } from './scim-endpoint.ts';

const groups = { name: 'groups' };

/** Users: the records of the university's own that came in by SCIM. */
export const users: ScimEndpoint = {
  name: 'Users',
  schemas: userSchemas,
  list: ({ context, caller, base }, query) => {
    const withGroups = isReturned(query.projection, groups, userSchemas);
    return listPage(
      query,
      userColumn,
      (clauses) => listUsers(context, caller, { clauses, withGroups }),
      (row) => userResource(row, base),
    );
  },
  create: async ({ context, caller, base }, data) =>
    userResource(await createUser(context, caller, readResource(data, userSchemas)), base),
  show: async ({ context, caller, base }, id, projection) => {
    const withGroups = isReturned(projection, groups, userSchemas);
    return userResource(await showUser(context, caller, { id, withGroups }), base);
  },
  replace: async ({ context, caller, base }, id, data, { ifMatch }) => {
    const resource = readResource(data, userSchemas);
    return userResource(await replaceUser(context, caller, { id, resource, ifMatch: readIfMatch(ifMatch) }), base);
  },
  patch: async ({ context, caller, base }, id, data, { ifMatch }) => {
    const operations = readPatch(data, userSchemas);
    const user = await patchUser(context, caller, { id, operations, ifMatch: readIfMatch(ifMatch) });
    return { resource: userResource(user, base) };
  },
  remove: ({ context, caller }, id, { ifMatch }) => deleteUser(context, caller, { id, ifMatch: readIfMatch(ifMatch) }),
};
