import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { alreadyAnswered, bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { announceDeparture } from '../use-cases/announce-departure.ts';
import { decideDeparture } from '../use-cases/decide-departure.ts';
import { exportUniversity } from '../use-cases/export-university.ts';
import { leaveConsortium } from '../use-cases/leave-consortium.ts';
import { ndjson } from './ndjson.ts';
import { university } from './schemas.ts';

const path = '/api/v1/universities/:university/departure';
const params = z.strictObject({ university });

/** Taking everything along, and going. */
export function leavingRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'people.erase');
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/export',
    summary: 'Everything that a university says, as NDJSON with a manifest and a seal of counts and SHA-256.',
    authenticate,
    params,
    handle: async ({ principal, params, response }) => {
      const { slug, lines } = await exportUniversity(context, { by: principal.actor, ...params });
      await sendLines(response, `${slug}.ndjson`, lines);
      return alreadyAnswered;
    },
  });
  route(app, {
    method: 'put',
    path,
    summary: 'Announces that a university goes on a day. Somebody else has to agree.',
    authenticate,
    params,
    body: z.strictObject({ leaves_at: z.iso.datetime({ offset: true }) }),
    handle: ({ principal, params, body }) =>
      announceDeparture(context, { by: principal.actor, ...params, leavesAt: new Date(body.leaves_at) }),
  });
  route(app, {
    method: 'post',
    path: `${path}/decision`,
    summary: 'Agrees that a university goes, or takes the announcement back.',
    authenticate,
    params,
    body: z.strictObject({ decision: z.enum(['agree', 'withdraw']) }),
    handle: ({ principal, params, body }) =>
      decideDeparture(context, { by: principal.actor, ...params, decision: body.decision }),
  });
  route(app, {
    method: 'post',
    path: `${path}/execution`,
    summary:
      'Erases everything that the university said, for ever. May be repeated: goes on where it stopped. Answers in NDJSON.',
    authenticate,
    params,
    handle: async ({ principal, params, response }) => {
      const answer = ndjson(response, context.log);
      try {
        const departure = await leaveConsortium(context, {
          by: principal.actor,
          ...params,
          onProgress: ({ records }) => answer.progress({ phase: 'erasing', records }),
        });
        answer.done({ phase: 'done', departure });
      } catch (error) {
        if (!answer.refused(error)) throw error;
      }
      return alreadyAnswered;
    },
  });
}

/** Sends the lines as they come, no faster than they are taken. */
async function sendLines(
  response: Writable & { setHeader(name: string, value: string): unknown },
  filename: string,
  lines: AsyncIterable<string>,
): Promise<void> {
  response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${filename}"`);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  await pipeline(Readable.from(lines), response);
}
