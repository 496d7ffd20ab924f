import { staffRoles } from '@onecampus/directory';
import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { grantRole } from '../use-cases/grant-role.ts';
import { revokeRole } from '../use-cases/revoke-role.ts';
import { university } from './schemas.ts';

const path = '/api/v1/people/:personId/roles';
const params = z.strictObject({ personId: z.uuid() });
const role = z.strictObject({ university, role: z.enum(staffRoles) });

export function grantRoleRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path,
    summary: 'Entrusts a person with a role at a university; again is no change.',
    authenticate: bearer(context.access, 'staff.write'),
    params,
    body: role,
    handle: ({ principal, params, body }) => grantRole(context, { by: principal.actor, ...params, ...body }),
  });
}

export function revokeRoleRoute(app: App, context: Context): void {
  route(app, {
    method: 'delete',
    path,
    summary: 'Takes a role back.',
    authenticate: bearer(context.access, 'staff.write'),
    params,
    query: role,
    handle: ({ principal, params, query }) => revokeRole(context, { by: principal.actor, ...params, ...query }),
  });
}
