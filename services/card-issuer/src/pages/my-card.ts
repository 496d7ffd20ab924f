import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { showOwnCard } from '../use-cases/show-own-card.ts';
import { myCardView } from './my-card-view.ts';
import { signedIn } from './signed-in.ts';

const query = z.object({
  done: z.enum(['suspended', 'resumed']).optional().catch(undefined),
  refused: z.literal('changed').optional().catch(undefined),
});

/** Anybody's own card. */
export function myCardPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/my',
    visitor: signedIn(context),
    query,
    handle: async ({ visitor, query, locale }) =>
      myCardView({
        visitor,
        locale,
        own: await showOwnCard(context, visitor.personId),
        pins: context.peppers.length > 0,
        ...query,
      }),
  });
}
