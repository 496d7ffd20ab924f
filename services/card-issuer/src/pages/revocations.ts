import { isDomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { askRevocation } from '../use-cases/ask-revocation.ts';
import { decideRevocation } from '../use-cases/decide-revocation.ts';
import { listRevocations } from '../use-cases/list-revocations.ts';
import { cardParams, seenForm } from './change-card.ts';
import { doneOrRefused, refusedWith } from './done-or-refused.ts';
import { librarian, operatorOf } from './librarian.ts';
import { revocationsView } from './revocations-view.ts';

const query = z.object({
  done: z.enum(['revoked', 'declined', 'withdrawn']).optional().catch(undefined),
  refused: z.enum(['gone', 'refused']).optional().catch(undefined),
});
const askForm = seenForm.extend({ reason: z.string().trim().max(300).default('') });
const verbs = { agree: 'revoked', decline: 'declined', withdraw: 'withdrawn' } as const;
const refusals: Readonly<Record<string, 'gone' | 'refused'>> = {
  'card.revocation_unknown': 'gone',
  'card.state_change_refused': 'gone',
  'card.second_pair_of_eyes': 'refused',
  'person.own_record': 'refused',
};

/** Taking a card away: asked for on the reader's page, decided by another librarian in the list of what waits. */
export function revocationPages(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/revocations',
    visitor: librarian(context),
    query,
    handle: async ({ visitor, query, locale }) =>
      revocationsView({ visitor, locale, ...query, ...(await listRevocations(context)) }),
  });
  page(app, {
    method: 'post',
    path: '/readers/:personId/cards/:cardId/revoke',
    visitor: librarian(context),
    params: cardParams,
    form: askForm,
    handle: async ({ visitor, params: { personId, cardId }, form: { version, reason } }) => {
      if (reason === '') return refusedWith(personId, 'card.revocation_reason');
      const by = operatorOf(visitor);
      const card = { id: cardId, personId, version };
      return doneOrRefused(personId, 'revocation_asked', () =>
        askRevocation(context, { by, universityId: by.universityId!, card, reason }),
      );
    },
  });
  for (const [verb, decision] of Object.entries(verbs)) {
    page(app, {
      method: 'post',
      path: `/revocations/:id/${verb}`,
      visitor: librarian(context),
      params: z.strictObject({ id: z.uuid() }),
      form: z.strictObject({}),
      handle: async ({ visitor, params: { id } }) => {
        try {
          await decideRevocation(context, { by: operatorOf(visitor), id, decision });
          return { redirect: `/revocations?done=${decision}` };
        } catch (error) {
          const refused = isDomainError(error) ? refusals[error.code] : undefined;
          if (refused === undefined) throw error;
          return { redirect: `/revocations?refused=${refused}` };
        }
      },
    });
  }
}
