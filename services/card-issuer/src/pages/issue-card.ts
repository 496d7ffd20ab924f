import { page } from '@onecampus/http';
import { parseCardNumber } from '@onecampus/pass-codes';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { issueCard } from '../use-cases/issue-card.ts';
import { doneOrRefused, refusedWith } from './done-or-refused.ts';
import { librarian, operatorOf } from './librarian.ts';
import { readerParams } from './reader.ts';

const form = z.strictObject({
  number: z.string().max(1_000).optional(),
  drawn: z.literal('yes').optional(),
  issued_by: z.uuid().optional(),
  kind: z.enum(['temporary', 'visitor']).optional(),
  days: z.coerce.number().int().min(1).max(366).optional(),
});

/** Issues a card from the stock, or one with a drawn number. An empty scan is a refusal and never a drawn number. */
export function issueCardPage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/readers/:personId/issue',
    visitor: librarian(context),
    params: readerParams,
    form,
    handle: async ({ visitor, params: { personId }, form }) => {
      const typed = form.number?.trim() ?? '';
      // A passing card may be written on anything: an empty field draws a number, as the button «drawn» does.
      const draw = form.drawn !== undefined || (form.kind !== undefined && typed === '');
      const scanned = draw ? undefined : parseCardNumber(typed);
      if (scanned && !scanned.ok) return refusedWith(personId, `number.${scanned.code}`);
      return doneOrRefused(personId, 'issued', () =>
        issueCard(context, {
          by: operatorOf(visitor, form.issued_by),
          personId,
          number: scanned?.number,
          passing: form.kind && { kind: form.kind, until: daysFromNow(context, form.days ?? 1) },
        }),
      );
    },
  });
}

function daysFromNow({ clock }: Context, days: number): Date {
  return new Date(clock.now().getTime() + days * 86_400_000);
}
