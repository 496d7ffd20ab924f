import { DomainError } from '@onecampus/errors';
import { bearer, route } from '@onecampus/http';
import type { Context } from '../context.ts';
import { enrolTerminal } from '../use-cases/enrol-terminal.ts';
import { revokeTerminal } from '../use-cases/revoke-terminal.ts';
import { viewTerminals } from '../use-cases/view-zones.ts';
import type { WebApp } from '../web-app.ts';
import { terminalBody, terminalParams } from './schemas.ts';

/** Who may ask for decisions. */
export function terminalRoutes(app: WebApp, context: Context): void {
  const { db, access } = context;
  const mayWrite = bearer(access, 'access.write');

  route(app, {
    method: 'get',
    path: '/api/v1/terminals',
    summary: 'All terminals, revoked ones too',
    authenticate: bearer(access, 'access.read'),
    handle: async () => ({
      terminals: (await viewTerminals(db)).map((terminal) => ({
        id: terminal.id,
        zone: terminal.zoneSlug,
        name: terminal.name,
        key_thumbprint: terminal.keyThumbprint,
        state: terminal.state,
        enrolled_at: terminal.enrolledAt.toISOString(),
        revoked_at: terminal.revokedAt?.toISOString() ?? null,
        last_seen_at: terminal.lastSeenAt?.toISOString() ?? null,
      })),
    }),
  });
  route(app, {
    method: 'post',
    path: '/api/v1/terminals',
    summary: 'Enrol a terminal by its public key',
    authenticate: mayWrite,
    body: terminalBody,
    status: 201,
    handle: async ({ body, principal }) => {
      const { public_jwk: publicJwk, zone, name } = body;
      const { id, keyThumbprint } = await enrolTerminal(context, principal.actor, { zone, name, publicJwk });
      return { id, zone, name, key_thumbprint: keyThumbprint, state: 'enrolled', audience: access.audience };
    },
  });
  route(app, {
    method: 'delete',
    path: '/api/v1/terminals/:id',
    summary: 'Revoke a terminal for good',
    authenticate: mayWrite,
    params: terminalParams,
    handle: async ({ params, principal }) => revokeTerminal(context, principal.actor, params.id),
  });
  route(app, {
    method: 'get',
    path: '/api/v1/terminals/self',
    summary: 'What the terminal that asks is enrolled for',
    authenticate: async (request) => {
      const caller = await context.authenticateCaller(request);
      if (caller.kind === 'terminal') return caller.terminal;
      throw new DomainError('terminal.not_enrolled', 'Only a terminal can ask about itself.');
    },
    handle: async ({ principal: terminal }) => {
      const snapshot = context.snapshot();
      const zone = snapshot.zone(terminal.zoneSlug)?.zone;
      context.seen.mark(terminal.id, context.clock.now());
      return {
        id: terminal.id,
        zone: zone ? { slug: zone.id, title: zone.title, time_zone: zone.timeZone } : null,
        snapshot_seq: snapshot.seq,
      };
    },
  });
}
