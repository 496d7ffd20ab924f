import { DomainError } from '@onecampus/errors';
import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { giveRegistrationLeave } from '../../use-cases/give-registration-leave.ts';
import { listRegistrationLeaves } from '../../use-cases/list-registration-leaves.ts';
import { revokeRegistrationLeave } from '../../use-cases/revoke-registration-leave.ts';

const day_seconds = 86_400;

const body = z.strictObject({
  label: z.string().trim().min(1).max(200),
  university_id: z.uuid().optional(),
  /** Its slug, in the place of its id. */
  university: z
    .string()
    .regex(/^[a-z0-9-]{2,32}$/)
    .optional(),
  redirect_hosts: z.array(z.string().min(1).max(253)).min(1).max(50),
  scope: z.string().max(1_000).default('openid profile email'),
  first_party: z.boolean().default(false),
  /** `draft`: administrators try it before anybody else gets in. */
  registered_state: z.enum(['draft', 'live']).default('draft'),
  uses: z.int().min(1).max(1_000).default(1),
  expires_in: z
    .int()
    .min(60)
    .max(365 * day_seconds)
    .default(7 * day_seconds),
});

/** Who may let applications register themselves, and to what extent. */
export function leaveRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'clients.write');

  async function universityOf(asked: z.infer<typeof body>): Promise<string | null> {
    if (asked.university === undefined) return asked.university_id ?? null;
    const named = (await context.universities.all()).find(({ slug }) => slug === asked.university);
    if (!named) throw new DomainError('university.unknown', 'No such university.');
    return named.id;
  }

  route(app, {
    method: 'post',
    path: '/api/v1/registration-leaves',
    summary: 'Let applications register themselves: an initial access token, shown this once',
    authenticate,
    body,
    status: 201,
    handle: async ({ principal, body: asked }) => {
      const expiresAt = new Date(context.clock.now().getTime() + asked.expires_in * 1_000);
      const { id, token } = await giveRegistrationLeave(context.db, principal.actor, {
        universityId: await universityOf(asked),
        label: asked.label,
        redirectHosts: asked.redirect_hosts.map((host) => host.toLowerCase()),
        scope: asked.scope,
        firstParty: asked.first_party,
        registeredState: asked.registered_state,
        usesLeft: asked.uses,
        expiresAt,
      });
      return {
        id,
        initial_access_token: token,
        expires_at: expiresAt,
        registration_endpoint: `${context.config.issuer}/reg`,
      };
    },
  });

  route(app, {
    method: 'get',
    path: '/api/v1/registration-leaves',
    summary: 'List the leaves to register, without their tokens',
    authenticate,
    handle: async () => ({
      leaves: (await listRegistrationLeaves(context.db, 'everybody')).map((leave) => ({
        id: leave.id,
        label: leave.label,
        university_id: leave.universityId,
        redirect_hosts: leave.redirectHosts,
        scope: leave.scope,
        first_party: leave.firstParty,
        registered_state: leave.registeredState,
        uses_left: leave.usesLeft,
        expires_at: leave.expiresAt,
        revoked_at: leave.revokedAt,
        last_used_at: leave.lastUsedAt,
      })),
    }),
  });

  route(app, {
    method: 'delete',
    path: '/api/v1/registration-leaves/:id',
    summary: 'Take a leave to register back; what registered with it stays',
    authenticate,
    params: z.strictObject({ id: z.uuid() }),
    handle: async ({ principal, params: { id } }) => {
      await revokeRegistrationLeave(context.db, principal.actor, { id, owner: 'everybody' });
    },
  });
}
