import { type PageView, page } from '@onecampus/http';
import { Card, html, type Locale, PageHeader } from '@onecampus/pages';
import type { z } from 'zod';
import type { App, Context } from '../../context.ts';
import type { SignedInPerson } from '../../own-session.ts';
import { listSecurityOfficers } from '../../use-cases/consortium-requests.ts';
import { isByPasskey } from '../console/is-by-passkey.ts';
import { passkeyNeededView } from '../console/passkey-needed-view.ts';
import { consortiumWords } from './consortium-words.ts';

const sections = {
  keys: '/consortium/keys',
  decisions: '/consortium/decisions',
  officers: '/consortium/officers',
  federation: '/consortium/federation',
};
type Section = keyof typeof sections;

type Answer = Pick<PageView, 'title' | 'body' | 'status' | 'wide'> | { readonly redirect: string };

/** One page for the security officers of the consortium, signed in with a passkey. */
export function consortiumPage<Params extends z.ZodType, Query extends z.ZodType, Form extends z.ZodType>(
  app: App,
  context: Context,
  definition: {
    readonly method: 'get' | 'post';
    readonly path: string;
    readonly section: Section;
    readonly params?: Params;
    readonly query?: Query;
    readonly form?: Form;
    readonly handle: (input: {
      readonly visitor: SignedInPerson;
      readonly locale: Locale;
      readonly params: z.infer<Params>;
      readonly query: z.infer<Query>;
      readonly form: z.infer<Form>;
    }) => Promise<Answer>;
  },
): void {
  const { method, path, section, params, query, form } = definition;
  page(app, {
    method,
    path,
    // Whatever changes something wants a fresh proof of who it is.
    visitor: method === 'post' ? context.ownSession.signedInRecently : context.ownSession.signedIn,
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    ...(form ? { form } : {}),
    handle: async (input) => {
      const { visitor, locale } = input;
      const frame = frameOf(visitor, locale, section);
      if (!(await listSecurityOfficers(context.db)).includes(visitor.personId))
        return { ...frame, nav: [], ...officerNeededView(locale) };
      if (visitor.restsOnAWord || (context.config.consoleNeedsPasskey && !isByPasskey(visitor)))
        return { ...frame, ...passkeyNeededView(locale) };
      const answer = await definition.handle(input as never);
      return 'body' in answer ? { ...frame, ...answer } : answer;
    },
  });
}

function frameOf(visitor: SignedInPerson, locale: Locale, section: Section) {
  const say = consortiumWords(locale);
  return {
    signedInAs: { name: visitor.name, signOut: { action: '/session/end' } },
    nav: Object.entries(sections).map(([name, href]) => ({
      href,
      label: say[name as Section],
      current: section === name,
    })),
  };
}

function officerNeededView(locale: Locale) {
  const say = consortiumWords(locale);
  return {
    title: say.neededTitle,
    status: 403,
    body: html`${PageHeader({ title: say.neededTitle })}${Card({ children: html`<p>${say.neededText}</p>` })}`,
  };
}
