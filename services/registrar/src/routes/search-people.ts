import type { PeoplePage, SearchPosition } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { searchPeople } from '../use-cases/search-people.ts';
import { university } from './schemas.ts';

const page_people_max = 100;
const page_people = 25;
const query = z.strictObject({
  q: z
    .string()
    .min(1)
    .max(200)
    .describe('Name in either alphabet, number, login or e-mail; words by their beginnings.'),
  cursor: z.string().max(2_000).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(page_people_max).default(page_people),
});

export function searchPeopleRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/people',
    summary: 'Searches the people of a university. Each search is recorded, without its words.',
    authenticate: bearer(context.access, 'people.read'),
    params: z.strictObject({ university }),
    query,
    handle: async ({ principal, params, query: { q, cursor, limit } }) => {
      const after = cursor === undefined ? undefined : positionOf(cursor);
      return answerOf(await searchPeople(context, { by: principal.actor, ...params, text: q, after, limit }));
    },
  });
}

function answerOf({ people, near, next }: PeoplePage): object {
  return { people, near, ...(next ? { next: cursorOf(next) } : {}) };
}

// Whoever makes a cursor up gets his answer here: Postgres holds no NUL.
const text = (letters_max: number) =>
  z
    .string()
    .max(letters_max)
    .regex(/^[^\0]*$/);
const position = z.tuple([z.int().min(0).max(2), text(200), text(300), z.uuid()]);

function cursorOf({ rank, word, rest, recordId }: SearchPosition): string {
  return Buffer.from(JSON.stringify([rank, word, rest, recordId])).toString('base64url');
}

function positionOf(cursor: string): SearchPosition {
  try {
    const [rank, word, rest, recordId] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { rank, word, rest, recordId };
  } catch {
    throw new DomainError('request.malformed', 'The cursor is none that this service gave.');
  }
}
