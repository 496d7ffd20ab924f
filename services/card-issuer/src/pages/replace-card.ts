import { page } from '@onecampus/http';
import { parseCardNumber } from '@onecampus/pass-codes';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { replaceCard } from '../use-cases/replace-card.ts';
import { cardParams, seenForm } from './change-card.ts';
import { doneOrRefused, refusedWith } from './done-or-refused.ts';
import { librarian, operatorOf } from './librarian.ts';

const form = seenForm.extend({ number: z.string().max(1_000).optional(), issued_by: z.uuid().optional() });

/** Puts a new card in the place of an old one; without a scanned number one is drawn. */
export function replaceCardPage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/readers/:personId/cards/:cardId/replace',
    visitor: librarian(context),
    params: cardParams,
    form,
    handle: async ({ visitor, params: { personId, cardId }, form }) => {
      const scanned = form.number?.trim() ? parseCardNumber(form.number) : undefined;
      if (scanned && !scanned.ok) return refusedWith(personId, `number.${scanned.code}`);
      return doneOrRefused(personId, 'replaced', () =>
        replaceCard(context, {
          by: operatorOf(visitor, form.issued_by),
          card: { id: cardId, personId, version: form.version },
          number: scanned?.number,
        }),
      );
    },
  });
}
