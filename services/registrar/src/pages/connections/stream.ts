import { DomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { lastMomentOfDay } from '../../rules/last-moment-of-day.ts';
import { pauseEventStream, replayEvents } from '../../use-cases/change-event-stream.ts';
import { listEventStreams, showEventLog } from '../../use-cases/list-event-streams.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import type { Seen } from '../console/seen.ts';
import { streamView } from './stream-view.ts';

const console = { section: 'connections', role: 'administrator' } as const;
const params = { id: z.uuid() };
const day_ms = 86_400_000;

/** A subscription with its delivery log. */
export function streamPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/connections/streams/:id',
    ...console,
    params,
    query: z.strictObject({
      replayed: z.coerce.number().int().min(0).optional(),
      missing: z.literal('day').optional(),
    }),
    handle: async ({ seen, params, query }) =>
      streamView({
        seen,
        stream: await ownStream(context, seen, params.id),
        log: await showEventLog(context, { streamId: params.id, universityId: seen.university.id }),
        replayed: query.replayed,
        dayMissing: query.missing === 'day',
      }),
  });
}

export function pauseStreamPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/connections/streams/:id/pause',
    ...console,
    params,
    form: z.strictObject({ paused: z.enum(['yes', 'no']) }),
    handle: async ({ seen, params, form }) => {
      const paused = form.paused === 'yes';
      await pauseEventStream(context, { by: seen.by, streamId: params.id, universityId: seen.university.id, paused });
      return { redirect: streamPath(seen, params.id) };
    },
  });
}

/** Sends again since the beginning of a day; twice the same is no more than once, for receivers know a token by its number. */
export function replayPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/connections/streams/:id/replay',
    ...console,
    params,
    form: z.strictObject({ since: z.union([z.literal(''), z.iso.date()]) }),
    handle: async ({ seen, params, form }) => {
      if (form.since === '') return { redirect: `${streamPath(seen, params.id)}?missing=day` };
      const end = lastMomentOfDay(form.since, seen.university.timeZone);
      const since = new Date(end.getTime() + 1_000 - day_ms);
      const { tokens } = await replayEvents(context, {
        by: seen.by,
        universityId: seen.university.id,
        streamId: params.id,
        since,
      });
      return { redirect: `${streamPath(seen, params.id)}?replayed=${tokens}` };
    },
  });
}

function streamPath({ university }: Seen, id: string): string {
  return `${consolePath(university)}/connections/streams/${id}`;
}

async function ownStream(context: Context, { university }: Seen, id: string) {
  const stream = (await listEventStreams(context, university.id)).find((one) => one.id === id);
  if (!stream) throw new DomainError('stream.unknown', 'There is no such stream.');
  return stream;
}
