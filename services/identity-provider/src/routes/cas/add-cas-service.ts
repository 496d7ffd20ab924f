import { DomainError } from '@onecampus/errors';
import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { addCasService } from '../../use-cases/add-cas-service.ts';

/** What a service learns where nobody says otherwise: nothing but who it is and where he belongs. */
export const frontScope = 'openid eduperson_scoped_affiliation schac_home_organization';

const body = z.strictObject({
  client_name: z.string().trim().min(1).max(200),
  'client_name#ru': z.string().trim().min(1).max(200).optional(),
  service_url: z.string().min(1).max(500),
  /** `below`: that page and everything below it. */
  matches: z.enum(['exact', 'below']).default('below'),
  user_name: z.enum(['subject', 'eppn']).default('subject'),
  scope: z
    .string()
    .max(1_000)
    .regex(/^openid( |$)/, 'must begin with openid')
    .default(frontScope),
  first_party: z.boolean().default(false),
  /** The slug of the university whose service it is; the consortium's own without. */
  university: z.string().max(32).optional(),
});

/** Lets a service that speaks CAS sign people in; answers with where it finds us. */
export function addCasServiceRoute(app: App, context: Context): void {
  const { issuer, production } = context.config;
  route(app, {
    method: 'post',
    path: '/api/v1/cas-services',
    summary: 'Connect a service that speaks CAS',
    authenticate: bearer(context.access, 'clients.write'),
    body,
    status: 201,
    handle: async ({ principal, body: asked }) => {
      const added = await addCasService({ db: context.db, issuer, production }, principal.actor, {
        universityId: await universityIdOf(context, asked.university),
        name: asked.client_name,
        nameRu: asked['client_name#ru'] ?? asked.client_name,
        serviceUrl: asked.service_url,
        matches: asked.matches,
        userName: asked.user_name,
        scope: asked.scope,
        own: asked.first_party,
      });
      context.clients.forget();
      return { client_id: added.clientId, cas_server_url: `${issuer}/cas` };
    },
  });
}

/** @throws DomainError `university.unknown`. */
export async function universityIdOf(context: Context, slug: string | undefined): Promise<string | null> {
  if (slug === undefined) return null;
  const university = (await context.universities.all()).find((one) => one.slug === slug);
  if (!university) throw new DomainError('university.unknown', 'There is no such university.');
  return university.id;
}
