import { DomainError } from '@onecampus/errors';
import { formatDate } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { decideErasure } from '../../use-cases/decide-erasure.ts';
import { listErasuresWithNames } from '../../use-cases/list-erasures-with-names.ts';
import { actorName } from '../console/actor-name.ts';
import { confirmView } from '../console/confirm-view.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { isOneOf } from '../console/is-one-of.ts';
import type { Seen } from '../console/seen.ts';
import { erasureWords } from './erasure-words.ts';

const console = { section: 'people', role: 'registrar', stepUp: true } as const;
const params = { id: z.uuid() };

/** A request before the eyes of the second person. */
export function erasurePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/erasures/:id',
    ...console,
    params,
    handle: async ({ seen, params }) => {
      const { erasures, names } = await listErasuresWithNames(context, { universityId: seen.university.id });
      const asked = erasures.find((one) => one.id === params.id && one.state === 'asked');
      if (!asked) throw new DomainError('erasure.unknown', 'No such request waits here.');
      const say = erasureWords(seen.locale);
      const root = `${consolePath(seen.university)}/erasures`;
      const own = asked.askedBy === seen.by && asked.basis !== 'retention';
      const [erase, withdraw] = [`${root}/${asked.id}/erase`, `${root}/${asked.id}/withdraw`];
      const date = formatDate(seen.locale, asked.askedAt, seen.university.timeZone);
      return confirmView(seen, {
        title: say.decideTitle(actorName(seen, names, `person:${asked.personId}`)),
        back: { href: root, label: say.back },
        texts: [
          say.decideText(actorName(seen, names, asked.askedBy), say[asked.basis], date),
          ...(own ? [say.own] : [say.askText, say.askOthers]),
        ],
        steppedUp: true,
        ...(own
          ? { action: withdraw, button: say.withdraw }
          : { action: erase, button: say.erase, danger: true, other: { action: withdraw, button: say.withdraw } }),
      });
    },
  });
}

/** Two ways to end a request; each once. */
export function decideErasurePages(app: App, context: Context): void {
  for (const decision of ['erase', 'withdraw'] as const) {
    consolePage(app, context, {
      method: 'post',
      path: `/erasures/:id/${decision}`,
      ...console,
      params,
      handle: ({ seen, params }) => decide(context, seen, params.id, decision),
    });
  }
}

async function decide(context: Context, seen: Seen, erasureId: string, decision: 'erase' | 'withdraw') {
  const erasures = `${consolePath(seen.university)}/erasures`;
  try {
    await decideErasure(context, { by: seen.by, erasureId, decision, universityIds: [seen.university.id] });
    return { redirect: `${erasures}?done=${decision === 'erase' ? 'erased' : 'withdrawn'}` };
  } catch (error) {
    if (isOneOf(error, 'erasure.decided')) return { redirect: `${erasures}?done=decided` };
    if (isOneOf(error, 'erasure.second_pair_of_eyes')) return { redirect: `${erasures}?done=second` };
    throw error;
  }
}
