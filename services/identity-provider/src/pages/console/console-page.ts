import { type PageDefinition, type PageView, page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import type { SignedInPerson } from '../../own-session.ts';
import { type ConsoleSection, consoleFrame, rolesOf } from './console-frame.ts';
import { isByPasskey } from './is-by-passkey.ts';
import { passkeyNeededView } from './passkey-needed-view.ts';
import { placeOf, type Seen } from './place.ts';

type Handled = Parameters<PageDefinition<SignedInPerson, z.ZodType, z.ZodType, z.ZodType>['handle']>[0];

type ConsoleAnswer =
  | Pick<PageView, 'title' | 'body' | 'status' | 'wide'>
  | { readonly redirect: string }
  | { readonly answered: true };

export interface ConsolePage<Params extends z.ZodRawShape, Query extends z.ZodType, Form extends z.ZodType> {
  readonly method: 'get' | 'post';
  /** Below `/console/:university`. */
  readonly path: string;
  readonly section: ConsoleSection;
  /** The visitor has to have proved within 15 minutes who he is: everything that changes something. */
  readonly stepUp?: boolean;
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

/** The head of a page for whoever serves nobody in this session: no university's name, no tabs. */
function frameOfNobody({ name }: SignedInPerson) {
  return { signedInAs: { name, signOut: { action: '/session/end' } }, nav: [] };
}

const slug = z.string().regex(/^[a-z0-9-]{2,32}$/);

/** One page of a university's console: for its own staff with a role for the section, signed in with a passkey; for others it is not there. */
export function consolePage<Params extends z.ZodRawShape, Query extends z.ZodType, Form extends z.ZodType>(
  app: App,
  context: Context,
  definition: ConsolePage<Params, Query, Form>,
): void {
  const { method, path, section, stepUp } = definition;
  page(app, {
    method,
    path: `/console/:university${path}`,
    visitor: stepUp ? context.ownSession.signedInRecently : context.ownSession.signedIn,
    params: z.strictObject({ ...(definition.params ?? {}), university: slug }),
    ...(definition.query ? { query: definition.query } : {}),
    ...(definition.form ? { form: definition.form } : {}),
    handle: async ({ visitor, locale, params, query, form, request, response }) => {
      const { university: wanted } = params as unknown as { university: string };
      if (visitor.restsOnAWord) return { ...frameOfNobody(visitor), ...passkeyNeededView(locale) };
      const university = placeOf(visitor, await context.universities.all(), wanted, rolesOf(section));
      const frame = consoleFrame({ visitor, locale, university, section });
      if (context.config.consoleNeedsPasskey && !isByPasskey(visitor))
        return { ...frame, ...passkeyNeededView(locale) };
      const answer = await definition.handle({
        seen: { visitor, by: `person:${visitor.personId}`, locale, university },
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
