import { type PageDefinition, type PageView, page, type StaffMember } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { listUniversities } from '../../use-cases/list-universities.ts';
import { consoleFrame, type Section } from './console-frame.ts';
import { type ConsoleRole, placeOf } from './place.ts';
import { roleMissingView } from './role-missing-view.ts';
import type { Seen } from './seen.ts';

type Visitor = PageDefinition<StaffMember, z.ZodType, z.ZodType, z.ZodType>['visitor'];
type Handled = Parameters<PageDefinition<StaffMember, z.ZodType, z.ZodType, z.ZodType>['handle']>[0];

type ConsoleAnswer =
  | Pick<PageView, 'title' | 'body' | 'status' | 'wide'>
  | { readonly redirect: string }
  | { readonly answered: true };

export interface ConsolePage<Params extends z.ZodRawShape, Query extends z.ZodType, Form extends z.ZodType> {
  readonly method: 'get' | 'post';
  /** Below `/universities/:university`. */
  readonly path: string;
  readonly section: Section;
  /** Who may; absent = both roles of the console. */
  readonly role?: ConsoleRole;
  /** The visitor has to have proved who he is just now. */
  readonly stepUp?: boolean | ((params: Readonly<Record<string, unknown>>) => boolean);
  readonly params?: Params;
  readonly query?: Query;
  readonly form?: Form;
  readonly handle: (input: {
    readonly seen: Seen;
    readonly params: z.infer<z.ZodObject<Params>>;
    readonly query: z.infer<Query>;
    readonly form: z.infer<Form>;
    readonly request: Handled['request'];
    readonly response: Handled['response'];
  }) => Promise<ConsoleAnswer>;
}

const slug = z.string().regex(/^[a-z0-9-]{2,32}$/);

/** One page of a university's console: for its own registrars and administrators; for others it is not there. */
export function consolePage<Params extends z.ZodRawShape, Query extends z.ZodType, Form extends z.ZodType>(
  app: App,
  context: Context,
  definition: ConsolePage<Params, Query, Form>,
): void {
  const { method, section, role, stepUp } = definition;
  const visitor: Visitor = (request, response) => {
    const recently = typeof stepUp === 'function' ? stepUp(request.params) : stepUp === true;
    return recently ? context.staff.signedInRecently(request, response) : context.staff.signedIn(request, response);
  };
  const params = z.strictObject({ ...(definition.params ?? {}), university: slug });
  page(app, {
    method,
    path: `/universities/:university${definition.path}`,
    visitor,
    params,
    ...(definition.query ? { query: definition.query } : {}),
    ...(definition.form ? { form: definition.form } : {}),
    handle: async ({ visitor, locale, params, query, form, request, response }) => {
      const given = params as unknown as { university: string };
      const place = placeOf(visitor, await listUniversities(context), given.university);
      const seen: Seen = { ...place, visitor, by: `person:${visitor.personId}`, locale };
      const frame = consoleFrame({ visitor, locale, university: place.university, section });
      if (role && !place.roles.includes(role)) return { ...frame, ...roleMissingView(seen, role) };
      const answer = await definition.handle({
        seen,
        params: params as unknown as z.infer<z.ZodObject<Params>>,
        query: query as z.infer<Query>,
        form: form as z.infer<Form>,
        request,
        response,
      });
      return 'body' in answer ? { ...frame, ...answer } : answer;
    },
  });
}
