import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { issueToken } from '../use-cases/scim/issue-token.ts';
import { listTokens } from '../use-cases/scim/list-tokens.ts';
import { revokeToken } from '../use-cases/scim/revoke-token.ts';
import { university } from './schemas.ts';

const path = '/api/v1/universities/:university/scim-tokens';
const lifetime_days_max = 730;

export function scimTokenRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'people.write');
  route(app, {
    method: 'post',
    path,
    summary: 'Issues a bearer token for the university’s SCIM client. It is shown this once; two live at most.',
    authenticate,
    params: z.strictObject({ university }),
    body: z.strictObject({
      name: z.string().trim().min(1).max(200).describe('Which system holds it.'),
      lifetime_days: z.number().int().min(1).max(lifetime_days_max).default(365),
    }),
    status: 201,
    handle: ({ principal, params, body }) =>
      issueToken(context, { by: principal.actor, ...params, name: body.name, lifetimeDays: body.lifetime_days }),
  });
  route(app, {
    method: 'get',
    path,
    summary: 'The university’s SCIM tokens with their last use, the newest first.',
    authenticate,
    params: z.strictObject({ university }),
    handle: async ({ params }) => ({ tokens: await listTokens(context, params) }),
  });
  route(app, {
    method: 'delete',
    path: `${path}/:tokenId`,
    summary: 'Withdraws a SCIM token.',
    authenticate,
    params: z.strictObject({ university, tokenId: z.uuid() }),
    handle: ({ principal, params }) => revokeToken(context, { by: principal.actor, ...params }),
  });
}
