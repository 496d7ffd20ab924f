import { type PageView, page, type StaffMember, universitiesWithRole } from '@onecampus/http';
import type { Html, Locale } from '@onecampus/pages';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { WebApp } from '../web-app.ts';
import { words } from './words.ts';

export interface FacilityPage<Params extends z.ZodType, Query extends z.ZodType> {
  readonly path: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly handle: (input: {
    /** Ids of the universities whose zones the visitor looks after. */
    readonly universityIds: readonly string[];
    readonly params: z.infer<Params>;
    readonly query: z.infer<Query>;
    readonly locale: Locale;
  }) => Promise<{ readonly title: string; readonly body: Html }>;
}

/** A page for facility managers; whoever has not that role anywhere is refused before anything is read. */
export function facilityPage<Params extends z.ZodType, Query extends z.ZodType>(
  app: WebApp,
  context: Context,
  { path, params, query, handle }: FacilityPage<Params, Query>,
): void {
  page(app, {
    method: 'get',
    path,
    visitor: context.staff.signedIn,
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    handle: async (input): Promise<PageView> => {
      // Whoever was not signed in has been sent to sign in before this is called.
      const member = input.visitor as StaffMember;
      const universityIds = universitiesWithRole(member, 'facility-manager');
      const { title, body } = await handle({
        universityIds,
        params: input.params as z.infer<Params>,
        query: input.query as z.infer<Query>,
        locale: input.locale,
      });
      return {
        title,
        body,
        wide: true,
        nav: [{ href: '/', label: words(input.locale).zones, current: path === '/' }],
        signedInAs: { name: member.name, signOut: { action: '/sign-out' } },
      };
    },
  });
}
