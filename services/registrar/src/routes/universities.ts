import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { listUniversities } from '../use-cases/list-universities.ts';
import { saveUniversity } from '../use-cases/save-university.ts';
import { slug } from './schemas.ts';

const domain = z
  .string()
  .max(127)
  .regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be a domain in lower case');
const names = z.strictObject({ ru: z.string().min(1).max(300), en: z.string().min(1).max(300) });

const body = z.strictObject({
  home_organization: domain.describe('schacHomeOrganization: the university’s own domain'),
  scopes: z.array(domain).max(50).default([]).describe('all domains it may speak for'),
  name: names,
  short_name: names,
  aliases: z.array(z.string().min(1).max(200)).max(50).default([]),
  time_zone: z
    .string()
    .default('Asia/Tomsk')
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'must be an IANA time zone'),
});

export function saveUniversityRoute(app: App, context: Context): void {
  route(app, {
    method: 'put',
    path: '/api/v1/universities/:slug',
    summary: 'Brings a university into the consortium, or its names up to date.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ slug }),
    body,
    handle: ({ principal, params, body }) =>
      saveUniversity(context, {
        by: principal.actor,
        university: {
          slug: params.slug,
          homeOrganization: body.home_organization,
          scopes: body.scopes,
          name: body.name,
          shortName: body.short_name,
          aliases: body.aliases,
          timeZone: body.time_zone,
        },
      }),
  });
}

export function listUniversitiesRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities',
    summary: 'The universities of the consortium.',
    authenticate: bearer(context.access, 'people.read'),
    query: z.strictObject({}),
    handle: async () => ({ universities: await listUniversities(context) }),
  });
}
