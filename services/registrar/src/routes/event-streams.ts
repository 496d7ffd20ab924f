import { bearer, nobodyInParticular, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { endEventStream, pauseEventStream, replayEvents } from '../use-cases/change-event-stream.ts';
import { listEventStreams, showEventLog } from '../use-cases/list-event-streams.ts';
import { saveEventStream } from '../use-cases/save-event-stream.ts';
import { label, university } from './schemas.ts';

const params = z.strictObject({ id: z.uuid() });
const endpoint = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine((url) => !new URL(url).username && !new URL(url).hash, 'must have no user name and no fragment');
const body = z.strictObject({
  university: university.optional().describe('Whose people it tells of; without one it is the consortium’s stream.'),
  label,
  audience: z.string().min(1).max(500).describe('"aud" of its tokens'),
  push: z
    .strictObject({
      endpoint: endpoint.describe('Where tokens are posted (RFC 8935). Without "push" they are fetched (RFC 8936).'),
      authorization: z.string().min(1).max(4_000).optional().describe('The Authorization header to send along.'),
    })
    .optional(),
});

/** Subscriptions of other services to what changes (RFC 8417, RFC 9967). */
export function eventStreamRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'events.write');
  const http = new URL(context.config.CAMPUS_PUBLIC_URL).protocol === 'http:';
  route(app, {
    method: 'post',
    path: '/api/v1/event-streams',
    summary: 'Subscribes a service to changes of people. A stream that is fetched gets its token here, once.',
    authenticate,
    // In production nothing leaves unencrypted.
    body: http
      ? body
      : body.refine(({ push }) => !push || push.endpoint.startsWith('https:'), 'the endpoint must be https'),
    status: 201,
    handle: ({ principal, body }) => saveEventStream(context, { by: principal.actor, ...body }),
  });
  route(app, {
    method: 'get',
    path: '/api/v1/event-streams',
    summary: 'All streams, with what waits in each.',
    authenticate,
    query: z.strictObject({}),
    handle: async () => ({ streams: await listEventStreams(context) }),
  });
  route(app, {
    method: 'get',
    path: '/api/v1/event-streams/:id/log',
    summary: 'The latest tokens of a stream and how their receiver answered.',
    authenticate,
    params,
    handle: async ({ params }) => ({ deliveries: await showEventLog(context, { streamId: params.id }) }),
  });
  route(app, {
    method: 'post',
    path: '/api/v1/event-streams/:id/replay',
    summary: 'Sends again what happened since a moment, under the same "jti".',
    authenticate,
    params,
    body: z.strictObject({ since: z.iso.datetime({ offset: true }) }),
    handle: ({ principal, params, body }) =>
      replayEvents(context, { by: principal.actor, streamId: params.id, since: new Date(body.since) }),
  });
  route(app, {
    method: 'patch',
    path: '/api/v1/event-streams/:id',
    summary: 'Pauses a stream, or goes on with what has waited.',
    authenticate,
    params,
    body: z.strictObject({ paused: z.boolean() }),
    handle: ({ principal, params, body }) =>
      pauseEventStream(context, { by: principal.actor, streamId: params.id, paused: body.paused }),
  });
  route(app, {
    method: 'delete',
    path: '/api/v1/event-streams/:id',
    summary: 'Ends a subscription.',
    authenticate,
    params,
    handle: ({ principal, params }) => endEventStream(context, { by: principal.actor, streamId: params.id }),
  });
  route(app, {
    method: 'get',
    path: '/events/jwks.json',
    summary: 'The public keys of security event tokens.',
    authenticate: nobodyInParticular,
    handle: () => context.events.jwks(),
  });
}
