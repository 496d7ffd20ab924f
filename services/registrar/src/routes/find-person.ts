import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { findPerson, type WantedPerson } from '../use-cases/find-person.ts';
import { university } from './schemas.ts';

const value = z.string().min(1).max(256);
const personQuery = z
  .strictObject({
    id: z.uuid().optional(),
    eppn: value.optional(),
    student_number: value.optional(),
    employee_number: value.optional(),
    university: university.optional().describe('Slug or domain; only together with a number.'),
  })
  .refine(
    ({ id, eppn, student_number, employee_number }) =>
      [id, eppn, student_number, employee_number].filter((one) => one !== undefined).length === 1,
    'name the person by exactly one of id, eppn, student_number, employee_number',
  )
  .refine(
    ({ university, student_number, employee_number }) =>
      university === undefined || student_number !== undefined || employee_number !== undefined,
    'university goes with a number only',
  );

export function findPersonRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/people',
    summary:
      'Looks a person up by id, eppn or number, with records, identifiers and effective affiliations. Each look is recorded.',
    authenticate: bearer(context.access, 'people.read'),
    query: personQuery,
    handle: async ({ principal, query }) => ({
      people: await findPerson(context, { by: principal.actor, wanted: wantedBy(query) }),
    }),
  });
}

function wantedBy(query: z.infer<typeof personQuery>): WantedPerson {
  if (query.id !== undefined) return { id: query.id };
  if (query.eppn !== undefined) return { scheme: 'eppn', value: query.eppn };
  const { student_number, employee_number, university } = query;
  return student_number === undefined
    ? { scheme: 'employee_number', value: employee_number!, university }
    : { scheme: 'student_number', value: student_number, university };
}
