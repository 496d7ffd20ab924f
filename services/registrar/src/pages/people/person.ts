import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { lastMomentOfDay } from '../../rules/last-moment-of-day.ts';
import { listPersonMatters } from '../../use-cases/list-person-matters.ts';
import { showPerson } from '../../use-cases/show-person.ts';
import { consolePage } from '../console/console-page.ts';
import { personView } from './person-view.ts';

/** An empty field of a form is no answer. */
const day = z.union([z.literal('').transform(() => undefined), z.iso.date()]).optional();

/** A person as the university knows him, on both axes of time. */
export function personPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/people/:id',
    section: 'people',
    role: 'registrar',
    params: { id: z.uuid() },
    query: z.strictObject({ valid_at: day, known_at: day }),
    handle: async ({ seen, params, query }) => {
      const { slug, id: universityId, timeZone } = seen.university;
      const moment = (text: string | undefined) => (text === undefined ? undefined : lastMomentOfDay(text, timeZone));
      const person = await showPerson(context, {
        by: seen.by,
        university: slug,
        personId: params.id,
        validAt: moment(query.valid_at),
        knownAt: moment(query.known_at),
      });
      const recordIds = person.records.map(({ id }) => id);
      const matters = await listPersonMatters(context, { universityId, personId: person.personId, recordIds });
      return personView({
        seen,
        person,
        matters,
        asked: { validAt: query.valid_at, knownAt: query.known_at },
        now: context.clock.now(),
      });
    },
  });
}
