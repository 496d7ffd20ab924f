import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { askToSplit } from '../use-cases/ask-to-split.ts';
import { listMatches } from '../use-cases/list-matches.ts';
import { listMerges } from '../use-cases/list-merges.ts';
import { matchDue } from '../use-cases/match-due.ts';
import { sayOfMatch } from '../use-cases/say-of-match.ts';
import { showMatch } from '../use-cases/show-match.ts';
import { university } from './schemas.ts';

const params = z.strictObject({ id: z.uuid() });
/** A run that takes longer answers with what it did so far; the caller asks again. */
const run_ms = 5_000;

/** The match queue, merges and their undoing. */
export function matchRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'people.merge');
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/matches',
    summary: 'Open questions whether two records are one human, as this university may see them.',
    authenticate,
    params: z.strictObject({ university }),
    query: z.strictObject({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    handle: async ({ principal, params, query }) => ({
      matches: await listMatches(context, { by: principal.actor, ...params, ...query }),
    }),
  });
  route(app, {
    method: 'get',
    path: '/api/v1/matches/:id',
    summary: 'One question: outcomes of the comparison and the own record, never the other university’s.',
    authenticate,
    params,
    query: z.strictObject({}),
    handle: ({ principal, params }) => showMatch(context, { by: principal.actor, ...params }),
  });
  route(app, {
    method: 'post',
    path: '/api/v1/matches/:id/say',
    summary: 'One university’s word: the same human or another. Two different people have to speak.',
    authenticate,
    params,
    body: z.strictObject({ university, answer: z.enum(['same', 'different']) }),
    handle: ({ principal, params, body }) => sayOfMatch(context, { by: principal.actor, ...params, ...body }),
  });
  route(app, {
    method: 'post',
    path: '/api/v1/matches/run',
    summary: 'Compares the records that are due now, for five seconds at most, instead of waiting for the job.',
    authenticate,
    body: z.strictObject({}),
    handle: () => matchDue(context, AbortSignal.timeout(run_ms)),
  });
  route(app, {
    method: 'get',
    path: '/api/v1/people/:id/merges',
    summary: 'The merges that made a person what he is today; ids only.',
    authenticate,
    params,
    query: z.strictObject({}),
    handle: ({ principal, params }) => listMerges(context, { by: principal.actor, personId: params.id }),
  });
  route(app, {
    method: 'post',
    path: '/api/v1/people/:id/split',
    summary: 'Doubts a merge: a registrar of a university concerned confirms it, and the people are parted.',
    authenticate,
    params,
    body: z.strictObject({ merge: z.uuid() }),
    handle: ({ principal, body }) => askToSplit(context, { by: principal.actor, mergeId: body.merge }),
  });
}
