import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { grantEntitlement, type SaidHolder } from '../use-cases/grant-entitlement.ts';
import { listEntitlements } from '../use-cases/list-entitlements.ts';
import { saveEntitlement } from '../use-cases/save-entitlement.ts';
import { withdrawEntitlement } from '../use-cases/withdraw-entitlement.ts';
import { dayOrMoment, names, university } from './schemas.ts';

const entitlements = '/api/v1/universities/:university/entitlements';
const params = z.strictObject({ university });
const uri = z
  .string()
  .max(512)
  .regex(/^(urn:|https:\/\/)[!-~]+$/, 'must be a urn: or an https:// URI')
  .describe('eduPersonEntitlement (eduPerson 4.4.0 §2.2.5)');
const affiliations = [
  'faculty',
  'student',
  'staff',
  'alum',
  'affiliate',
  'employee',
  'library-walk-in',
  'member',
] as const;
const nothing = '00000000-0000-0000-0000-000000000000';
const limit = z.coerce.number().int().min(1).max(1_000).default(100);

export function listEntitlementsRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: entitlements,
    summary: 'What a university has defined, and what of it it has granted and not taken back.',
    authenticate: bearer(context.access, 'people.read'),
    params,
    query: z.strictObject({ uri: uri.optional(), after: z.uuid().default(nothing), limit }),
    handle: ({ params, query }) => listEntitlements(context, { ...params, ...query }),
  });
}

export function saveEntitlementRoute(app: App, context: Context): void {
  route(app, {
    method: 'put',
    path: entitlements,
    summary: 'Defines an entitlement of a university, or renames it.',
    authenticate: bearer(context.access, 'people.write'),
    params,
    body: z.strictObject({ uri, label: names }),
    handle: ({ principal, params, body }) => saveEntitlement(context, { by: principal.actor, ...params, ...body }),
  });
}

const holder = z.union([
  z.strictObject({ person: z.uuid() }),
  z.strictObject({ group: z.uuid() }),
  z.strictObject({
    affiliation: z.enum(affiliations),
    of: university.optional().describe('Whose; another university’s by agreement only. One’s own unless given.'),
  }),
]);

export function grantEntitlementRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: `${entitlements}/grants`,
    summary: 'Grants an entitlement to a person, a group, or everybody of an affiliation, for a window of time.',
    authenticate: bearer(context.access, 'people.write'),
    params,
    body: z.strictObject({
      uri,
      holder,
      agreement: z.string().max(200).optional().describe('Reference of the agreement that it rests on.'),
      valid_from: dayOrMoment.optional(),
      valid_until: dayOrMoment.optional(),
    }),
    status: 201,
    handle: ({ principal, params, body }) =>
      grantEntitlement(context, {
        by: principal.actor,
        ...params,
        uri: body.uri,
        holder: holderOf(body.holder),
        agreement: body.agreement,
        from: body.valid_from,
        until: body.valid_until,
      }),
  });
}

function holderOf(said: z.infer<typeof holder>): SaidHolder {
  if ('person' in said) return { personId: said.person };
  return 'group' in said ? { groupId: said.group } : said;
}

export function withdrawEntitlementRoute(app: App, context: Context): void {
  route(app, {
    method: 'delete',
    path: `${entitlements}/grants/:id`,
    summary: 'Ends a grant at this moment.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ university, id: z.uuid() }),
    status: 204,
    handle: ({ principal, params }) =>
      withdrawEntitlement(context, { by: principal.actor, university: params.university, grantId: params.id }),
  });
}
