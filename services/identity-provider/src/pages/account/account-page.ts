import { type PageDefinition, type PageView, page } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import type { z } from 'zod';
import type { App, Context } from '../../context.ts';
import type { SignedInPerson } from '../../own-session.ts';
import { mayEnrolFactor } from '../../use-cases/first-factor.ts';
import { type AccountSection, accountFrame } from './account-frame.ts';
import { confirmationView } from './security/confirmation-view.ts';

type Handled = Parameters<PageDefinition<SignedInPerson, z.ZodType, z.ZodType, z.ZodType>['handle']>[0];

type AccountAnswer =
  | Pick<PageView, 'title' | 'body' | 'status' | 'wide' | 'scripts'>
  | { readonly redirect: string }
  | { readonly answered: true };

export interface AccountPage<Params extends z.ZodType, Query extends z.ZodType, Form extends z.ZodType> {
  readonly method: 'get' | 'post';
  /** Whole, and below `/account`. */
  readonly path: string;
  readonly section: AccountSection;
  /** The visitor has to have proved just now who he is. */
  readonly stepUp?: boolean;
  /** It adds something to prove oneself with: not with a password alone where the visitor has power over others. */
  readonly enrols?: boolean;
  readonly params?: Params;
  readonly query?: Query;
  readonly form?: Form;
  readonly handle: (input: {
    readonly visitor: SignedInPerson;
    readonly locale: Locale;
    readonly params: z.infer<Params>;
    readonly query: z.infer<Query>;
    readonly form: z.infer<Form>;
    readonly request: Handled['request'];
    readonly response: Handled['response'];
  }) => Promise<AccountAnswer>;
}

/** One page of "my account", for whoever is signed in, about himself alone. */
export function accountPage<Params extends z.ZodType, Query extends z.ZodType, Form extends z.ZodType>(
  app: App,
  context: Context,
  definition: AccountPage<Params, Query, Form>,
): void {
  const { method, path, section, stepUp, params, query, form } = definition;
  page(app, {
    method,
    path,
    visitor: stepUp ? context.ownSession.signedInRecently : context.ownSession.signedIn,
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    ...(form ? { form } : {}),
    handle: async (input) => {
      const answer =
        definition.enrols && !(await mayEnrolFactor(context, input.visitor))
          ? await confirmationView(context, input.visitor, input.locale)
          : await definition.handle(input as never);
      return 'body' in answer ? { ...accountFrame(input.visitor, input.locale, section), ...answer } : answer;
    },
  });
}
