import { isDomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import { type CardNumberFault, cardNumberFaultTexts } from '@onecampus/pass-codes';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { findReader } from '../use-cases/find-reader.ts';
import { listMembers } from '../use-cases/list-members.ts';
import { chooseReaderView, readChoice } from './choose-reader-view.ts';
import { deskView } from './desk-view.ts';
import { librarian, operatorOf } from './librarian.ts';
import { peopleNamedView } from './people-named-view.ts';
import { deskWords } from './words/desk-words.ts';

const form = z.strictObject({ scanned: z.string().max(1_000).default(''), chosen: z.string().max(200).optional() });

/** Takes a scan to the reader's page, to a question, or back with the reason. What was scanned is in no address. */
export function findReaderPage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/readers/find',
    visitor: librarian(context),
    form,
    handle: async ({ visitor, form: { scanned, chosen }, locale }) => {
      await context.searches.count(visitor.personId);
      const order = {
        by: operatorOf(visitor),
        universityIds: visitor.universityIds,
        scanned,
        chosen: readChoice(chosen),
      };
      try {
        const found = await findReader(context, order);
        if (found.kind === 'one') return { redirect: `/readers/${found.personId}` };
        const universities = await listMembers(context);
        if (found.kind === 'people') return peopleNamedView({ visitor, locale, universities, scanned, found });
        return chooseReaderView({ visitor, locale, universities, scanned, choices: found.choices });
      } catch (error) {
        const words = refusal(locale, scanned, error);
        if (words === undefined) throw error;
        const universities = await listMembers(context);
        return deskView({ visitor, locale, universities, refused: { scanned: scanned.slice(0, 256), error: words } });
      }
    },
  });
}

function refusal(locale: Locale, scanned: string, error: unknown): string | undefined {
  if (!isDomainError(error)) return undefined;
  const words = deskWords(locale);
  if (error.code === 'person.unknown' && error.details['scanned'] === 'name') return words.nobodyNamed;
  if (error.code === 'person.unknown') return scanned.includes('@') ? words.noSuchLogin : words.nobody;
  if (error.code !== 'card.number_unfit') return undefined;
  const fault = error.details['fault'] as CardNumberFault;
  if (fault === 'empty') return words.empty;
  return cardNumberFaultTexts[fault][locale];
}
