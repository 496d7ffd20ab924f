import type { University } from '@onecampus/directory';
import { localeOf, type PageView, type page } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import type { Context } from '../../context.ts';
import type { PendingSignIn } from '../../provider/interactions.ts';
import { type UniversitySearch, universitySearch } from '../../rules/university-search.ts';
import { chooseView } from './choose-view.ts';
import { rememberedUniversity } from './university-cookie.ts';

type Handled = Parameters<Parameters<typeof page>[1]['handle']>[0];

/** As many rows as one looks through; of more, the search finds the right one faster. */
const shown_max = 12;
/** As many as one takes in at a glance; where there are more, the search stands first. */
const short_list_max = 8;
const question_length_max = 100;

/** The page that asks which university somebody belongs to. The answer is the same page with `?university=`. */
export async function chooseUniversity(
  context: Context,
  { request, response }: Pick<Handled, 'request' | 'response'>,
  pending: PendingSignIn,
): Promise<PageView> {
  const locale = localeOf(response);
  const [client, all] = await Promise.all([context.clients.find(pending.clientId), context.universities.all()]);
  const { q, shared } = request.query;
  const question = typeof q === 'string' ? q.trim().slice(0, question_length_max) : '';
  const last = rememberedUniversity(request);
  const found = searchOf(all)(question);
  if (question === '') found.sort(byShortName(locale, last));
  return chooseView({
    action: `/interaction/${pending.uid}`,
    locale,
    application: (locale === 'ru' ? client?.nameRu : client?.name) ?? pending.clientId,
    universities: found.slice(0, shown_max),
    more: Math.max(0, found.length - shown_max),
    question,
    isLong: question !== '' || found.length > short_list_max,
    last,
    shared: shared === 'yes',
  });
}

/** The list is the same for half a minute, and so is what is prepared of it. */
const searches = new WeakMap<readonly University[], UniversitySearch>();

function searchOf(all: readonly University[]): UniversitySearch {
  const known = searches.get(all);
  if (known) return known;
  const search = universitySearch(all.filter(({ hasLeft }) => !hasLeft));
  searches.set(all, search);
  return search;
}

/** The one that was chosen last on this device first, the others as in a dictionary. */
function byShortName(locale: Locale, last: string | undefined) {
  return (one: University, other: University): number => {
    if (one.slug === last || other.slug === last) return one.slug === last ? -1 : 1;
    return one.shortName[locale].localeCompare(other.shortName[locale], locale);
  };
}
