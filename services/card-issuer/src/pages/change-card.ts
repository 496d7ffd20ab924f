import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import type { CardName } from '../rules/card-name.ts';
import type { Operator } from '../rules/operator.ts';
import { bindOldBarcode } from '../use-cases/bind-old-barcode.ts';
import { reactivateCard } from '../use-cases/reactivate-card.ts';
import { reportCard } from '../use-cases/report-card.ts';
import { suspendCard } from '../use-cases/suspend-card.ts';
import { undoLast } from '../use-cases/undo-last.ts';
import { doneOrRefused } from './done-or-refused.ts';
import { librarian, operatorOf } from './librarian.ts';
import { readerParams } from './reader.ts';
import type { DoneCode } from './words/done-words.ts';

export const cardParams = readerParams.extend({ cardId: z.uuid() });
export const seenForm = z.strictObject({ version: z.coerce.number().int().min(1) });

const oldBarcodeForm = seenForm.extend({
  value: z.string().trim().max(64).default(''),
  issued_by: z.uuid().optional(),
});

/** The buttons beside a card. */
export function changeCardPages(app: App, context: Context): void {
  const button = (verb: string, done: DoneCode, work: (by: Operator, card: CardName) => Promise<unknown>) =>
    page(app, {
      method: 'post',
      path: `/readers/:personId/cards/:cardId/${verb}`,
      visitor: librarian(context),
      params: cardParams,
      form: seenForm,
      handle: ({ visitor, params: { personId, cardId }, form: { version } }) =>
        doneOrRefused(personId, done, () => work(operatorOf(visitor), { id: cardId, personId, version })),
    });
  button('suspend', 'suspended', (by, card) => suspendCard(context, { by, card, reason: 'lost' }));
  button('reactivate', 'reactivated', (by, card) => reactivateCard(context, { by, card, reason: 'found' }));
  button('mistaken', 'reactivated', (by, card) => reactivateCard(context, { by, card, reason: 'mistake' }));
  button('undo', 'undone', (by, card) => undoLast(context, { by, card }));
  page(app, {
    method: 'post',
    path: '/readers/:personId/cards/:cardId/old-barcode',
    visitor: librarian(context),
    params: cardParams,
    form: oldBarcodeForm,
    handle: ({ visitor, params: { personId, cardId }, form: { version, value, issued_by } }) => {
      const by = operatorOf(visitor, issued_by);
      const order = { by, universityId: by.universityId!, card: { id: cardId, personId, version }, value };
      return doneOrRefused(personId, 'bound', () => bindOldBarcode(context, order));
    },
  });
  for (const as of ['stolen', 'damaged'] as const) button(as, as, (by, card) => reportCard(context, { by, card, as }));
}
