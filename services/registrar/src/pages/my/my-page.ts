import type { University } from '@onecampus/directory';
import { type PageDefinition, type PageView, page, type StaffMember } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import type { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { listUniversities } from '../../use-cases/list-universities.ts';
import { type MySection, myFrame } from './my-frame.ts';

type Visitor = PageDefinition<StaffMember, z.ZodType, z.ZodType, z.ZodType>['visitor'];
type Handled = Parameters<PageDefinition<StaffMember, z.ZodType, z.ZodType, z.ZodType>['handle']>[0];

/** A person who looks at what is known about himself. Every page is about `personId` and takes no other one's. */
export interface Me {
  readonly personId: string;
  readonly visitor: StaffMember;
  readonly locale: Locale;
  readonly now: Date;
  readonly universities: readonly University[];
}

type MyAnswer =
  | Pick<PageView, 'title' | 'body' | 'status'>
  | { readonly redirect: string }
  | { readonly answered: true };

export interface MyPage<Params extends z.ZodType, Query extends z.ZodType, Form extends z.ZodType> {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly section: MySection;
  /** The visitor has to have proved who he is just now. */
  readonly stepUp?: boolean;
  readonly params?: Params;
  readonly query?: Query;
  readonly form?: Form;
  readonly handle: (input: {
    readonly me: Me;
    readonly params: z.infer<Params>;
    readonly query: z.infer<Query>;
    readonly form: z.infer<Form>;
    readonly request: Handled['request'];
    readonly response: Handled['response'];
  }) => Promise<MyAnswer>;
}

/** One page that everybody has about himself: a role is not needed, somebody of the directory is enough. */
export function myPage<Params extends z.ZodType, Query extends z.ZodType, Form extends z.ZodType>(
  app: App,
  context: Context,
  definition: MyPage<Params, Query, Form>,
): void {
  const { section, stepUp, handle, ...rest } = definition;
  const visitor: Visitor = (request, response) =>
    stepUp ? context.staff.signedInRecently(request, response) : context.staff.signedIn(request, response);
  page(app, {
    ...rest,
    visitor,
    handle: async ({ visitor, locale, ...input }) => {
      input.response.setHeader('Cache-Control', 'no-store');
      const universities = await listUniversities(context);
      const me: Me = { personId: visitor.personId, visitor, locale, now: context.clock.now(), universities };
      const answer = await handle({ me, ...input });
      return 'body' in answer ? { ...myFrame(visitor, locale, section), ...answer } : answer;
    },
  });
}

/** A university by its id; all of them are known. */
export function universityOf({ universities }: Me, id: string): University {
  return universities.find((one) => one.id === id)!;
}
