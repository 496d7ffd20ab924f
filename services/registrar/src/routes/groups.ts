import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { changeMembers } from '../use-cases/change-members.ts';
import { createGroup } from '../use-cases/create-group.ts';
import { deleteGroup } from '../use-cases/delete-group.ts';
import { listGroups } from '../use-cases/list-groups.ts';
import { renameGroup } from '../use-cases/rename-group.ts';
import { showGroup } from '../use-cases/show-group.ts';
import { dayOrMoment, university } from './schemas.ts';

const groups = '/api/v1/universities/:university/groups';
const params = z.strictObject({ university, id: z.uuid() });
const name = z.string().trim().min(1).max(200);
const page_max = 1_000;
const limit = z.coerce.number().int().min(1).max(page_max).default(100);
const nobody = '00000000-0000-0000-0000-000000000000';
const people = z.array(z.uuid()).max(10_000).default([]);

export function listGroupsRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: groups,
    summary: 'The groups of a university, by name.',
    authenticate: bearer(context.access, 'people.read'),
    params: z.strictObject({ university }),
    query: z.strictObject({
      after: z.string().max(200).default('').describe('The last name of the page before.'),
      limit,
    }),
    handle: async ({ params, query }) => ({
      groups: await listGroups(context, { ...params, afterName: query.after, limit: query.limit }),
    }),
  });
}

export function createGroupRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: groups,
    summary: 'Creates a group of a university.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ university }),
    body: z.strictObject({ display_name: name, external_id: name.nullable().default(null) }),
    status: 201,
    handle: ({ principal, params, body }) =>
      createGroup(context, {
        by: principal.actor,
        ...params,
        displayName: body.display_name,
        externalId: body.external_id,
      }),
  });
}

export function showGroupRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: `${groups}/:id`,
    summary: 'A group with its members now and to come. Each look is recorded.',
    authenticate: bearer(context.access, 'people.read'),
    params,
    query: z.strictObject({ after: z.uuid().default(nobody).describe('The last recordId of the page before.'), limit }),
    handle: ({ principal, params, query }) =>
      showGroup(context, { by: principal.actor, university: params.university, groupId: params.id, ...query }),
  });
}

export function renameGroupRoute(app: App, context: Context): void {
  route(app, {
    method: 'patch',
    path: `${groups}/:id`,
    summary: 'Renames a group.',
    authenticate: bearer(context.access, 'people.write'),
    params,
    body: z.strictObject({ display_name: name }),
    handle: ({ principal, params, body }) =>
      renameGroup(context, {
        by: principal.actor,
        university: params.university,
        groupId: params.id,
        displayName: body.display_name,
      }),
  });
}

export function deleteGroupRoute(app: App, context: Context): void {
  route(app, {
    method: 'delete',
    path: `${groups}/:id`,
    summary: 'Deletes a group; nobody is in it from then on.',
    authenticate: bearer(context.access, 'people.write'),
    params,
    status: 204,
    handle: ({ principal, params }) =>
      deleteGroup(context, { by: principal.actor, university: params.university, groupId: params.id }),
  });
}

export function changeMembersRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: `${groups}/:id/members`,
    summary: 'Takes people out of a group and others in, for a window of time. Says who; whoever stays is not named.',
    authenticate: bearer(context.access, 'people.write'),
    params,
    body: z.strictObject({
      add: people,
      remove: people,
      valid_from: dayOrMoment.optional().describe('First day at the university, or a moment; now unless given.'),
      valid_until: dayOrMoment.optional().describe('Last day, inclusive, or the moment of the end; open unless given.'),
    }),
    handle: ({ principal, params, body }) =>
      changeMembers(context, {
        by: principal.actor,
        university: params.university,
        groupId: params.id,
        add: body.add,
        remove: body.remove,
        from: body.valid_from,
        until: body.valid_until,
      }),
  });
}
