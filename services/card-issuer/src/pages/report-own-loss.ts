import { isDomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { reportOwnLoss } from '../use-cases/report-own-loss.ts';
import { seenForm } from './change-card.ts';
import { signedIn } from './signed-in.ts';

const form = seenForm.extend({ card: z.uuid() });
/** A librarian was faster, or the button was pressed in two windows: the page shows what the card is now. */
const overtaken = ['card.changed_meanwhile', 'card.state_change_refused'];

export function reportOwnLossPage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/my/lost',
    visitor: signedIn(context),
    form,
    handle: async ({ visitor, form }) => {
      try {
        await reportOwnLoss(context, { personId: visitor.personId, cardId: form.card, version: form.version });
        return { redirect: '/my?done=suspended' };
      } catch (error) {
        if (isDomainError(error) && overtaken.includes(error.code)) return { redirect: '/my?refused=changed' };
        throw error;
      }
    },
  });
}
