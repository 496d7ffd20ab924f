import { bearerToken, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { pollEvents } from '../use-cases/poll-events.ts';

const events_max = 500;
const jti = z.uuid();

/** Where a receiver fetches its tokens (RFC 8936 §2.4): acknowledging, refusing and asking for more are one request. */
export function pollEventsRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/events/streams/:id/poll',
    summary: 'Fetches security event tokens (RFC 8936) and acknowledges earlier ones.',
    authenticate: async (request) => bearerToken(request),
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({
      maxEvents: z.number().int().min(0).max(events_max).default(100),
      returnImmediately: z.boolean().default(true),
      ack: z.array(jti).max(events_max).default([]),
      setErrs: z.record(jti, z.object({ err: z.string().max(60), description: z.string().optional() })).default({}),
    }),
    handle: ({ principal: token, params, body }) =>
      pollEvents(context, {
        streamId: params.id,
        token,
        maxEvents: body.maxEvents,
        acknowledged: body.ack,
        refused: body.setErrs,
      }),
  });
}
