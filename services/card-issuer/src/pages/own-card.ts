import { isDomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { reportOwnLoss } from '../use-cases/report-own-loss.ts';
import { resumeOwnCard } from '../use-cases/resume-own-card.ts';
import { seenForm } from './change-card.ts';
import { signedIn } from './signed-in.ts';

const form = seenForm.extend({ card: z.uuid() });
/** A librarian was faster, or the button was pressed in two windows: the page shows what the card is now. */
const overtaken = ['card.changed_meanwhile', 'card.state_change_refused', 'card.already_live'];

/** What a person does with his own card: stop it, and take that back. */
export function ownCardPages(app: App, context: Context): void {
  const button = (verb: 'lost' | 'found', done: string, work: typeof reportOwnLoss) =>
    page(app, {
      method: 'post',
      path: `/my/${verb}`,
      visitor: signedIn(context),
      form,
      handle: async ({ visitor, form }) => {
        try {
          await work(context, { personId: visitor.personId, cardId: form.card, version: form.version });
          return { redirect: `/my?done=${done}` };
        } catch (error) {
          if (isDomainError(error) && overtaken.includes(error.code)) return { redirect: '/my?refused=changed' };
          throw error;
        }
      },
    });
  button('lost', 'suspended', reportOwnLoss);
  button('found', 'resumed', resumeOwnCard);
}
