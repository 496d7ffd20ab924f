import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import type { Bundle } from '../../rules/claims-of-scope.ts';
import { type ReleasePolicy, releaseBases } from '../../rules/release-policy.ts';
import { findReleasePolicy } from '../../use-cases/find-release-policy.ts';
import { setReleasePolicy } from '../../use-cases/set-release-policy.ts';

const path = '/api/v1/clients/:id/release-policy';
const params = z.strictObject({ id: z.string().max(64) });
const bundles = ['anonymous', 'pseudonymous', 'personalized'] as const satisfies readonly Bundle[];
const purpose = z.string().trim().min(1).max(300);
const body = z.strictObject({
  bundle: z.enum(bundles).optional(),
  bundle_basis: z.enum(releaseBases).optional(),
  purpose: z.strictObject({ ru: purpose, en: purpose }).optional(),
  claims: z
    .record(z.string().max(64), z.strictObject({ basis: z.enum(releaseBases), required: z.boolean().default(true) }))
    .default({}),
});

/** What a service is told of people: which claims, on what ground, and which of them people may keep to themselves. */
export function releasePolicyRoutes(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path,
    summary: 'Show what an application is told of people, and why',
    authenticate: bearer(context.access, 'clients.write'),
    params,
    handle: async ({ params: { id } }) => shown((await findReleasePolicy(context.db, id)).policy),
  });
  route(app, {
    method: 'put',
    path,
    summary: 'Decide what an application is told of people; whoever agreed to something else is asked again',
    authenticate: bearer(context.access, 'clients.write'),
    params,
    body,
    handle: async ({ principal, params: { id }, body: policy }) => {
      await setReleasePolicy(context.db, principal.actor, { clientId: id, policy });
      context.clients.forget();
      return shown((await findReleasePolicy(context.db, id)).policy);
    },
  });
}

function shown(policy: ReleasePolicy) {
  return {
    version: policy.version,
    bundle: policy.bundle,
    purpose: policy.purpose,
    claims: Object.fromEntries(policy.claims),
  };
}
