import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { searchPeople } from '../../use-cases/search-people.ts';
import { consolePage } from '../console/console-page.ts';
import { positionOf } from './people-cursor.ts';
import { peopleView } from './people-view.ts';

const page_people = 25;

/** People of the university by name in either alphabet, number, login or e-mail. */
export function peoplePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/people',
    section: 'people',
    role: 'registrar',
    query: z.strictObject({
      q: z.string().max(200).default(''),
      after: z.string().max(2_000).optional(),
    }),
    handle: async ({ seen, query: { q, after } }) => {
      const text = q.trim();
      if (text === '') return peopleView({ seen, text, found: undefined, further: false });
      const found = await searchPeople(context, {
        by: seen.by,
        university: seen.university.slug,
        text,
        after: after === undefined ? undefined : positionOf(after),
        limit: page_people,
      });
      return peopleView({ seen, text, found, further: after !== undefined });
    },
  });
}
