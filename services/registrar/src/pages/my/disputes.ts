import { isDomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { disputedFacts, said_letters_max } from '../../rules/dispute.ts';
import { disputeFact } from '../../use-cases/dispute-fact.ts';
import { showMyData } from '../../use-cases/show-my-data.ts';
import { showOwnFact } from '../../use-cases/show-own-fact.ts';
import { isOneOf } from '../console/is-one-of.ts';
import { disputeFormView } from './dispute-form-view.ts';
import { disputesView } from './disputes-view.ts';
import { myPage } from './my-page.ts';

const about = { fact: z.enum(disputedFacts), id: z.uuid() };
const notices = ['sent', 'already', 'too-many'] as const;

/** What the visitor disputes, and what the universities answered. */
export function disputesPage(app: App, context: Context): void {
  myPage(app, context, {
    method: 'get',
    path: '/my/disputes',
    section: 'disputes',
    query: z.object({ done: z.enum(notices).optional().catch(undefined) }),
    handle: async ({ me, query }) => disputesView(me, (await showMyData(context, me)).disputes, query.done),
  });
}

/** The form that disputes one fact. A fact about anybody else is not there. */
export function newDisputePage(app: App, context: Context): void {
  myPage(app, context, {
    method: 'get',
    path: '/my/disputes/new',
    section: 'disputes',
    query: z.object(about),
    handle: async ({ me, query: { fact, id: factId } }) => {
      const { universityId } = await showOwnFact(context, { personId: me.personId, fact, factId });
      return disputeFormView(me, { fact, factId, universityId });
    },
  });
}

export function sendDisputePage(app: App, context: Context): void {
  myPage(app, context, {
    method: 'post',
    path: '/my/disputes',
    section: 'disputes',
    form: z.strictObject({ ...about, said: z.string().max(4 * said_letters_max) }),
    handle: async ({ me, form: { fact, id: factId, said } }) => {
      const { personId } = me;
      // A browser sends a line's end as two letters but counts it as one.
      const text = said.replaceAll('\r\n', '\n').trim();
      const wrong = text === '' ? 'missing' : [...text].length > said_letters_max ? 'too-long' : undefined;
      if (wrong) {
        const { universityId } = await showOwnFact(context, { personId, fact, factId });
        return { ...disputeFormView(me, { fact, factId, universityId, said: text, wrong }), status: 422 };
      }
      try {
        await disputeFact(context, { personId, fact, factId, said: text });
      } catch (error) {
        if (!isOneOf(error, 'dispute.asked_already', 'dispute.too_many') || !isDomainError(error)) throw error;
        return { redirect: `/my/disputes?done=${error.code === 'dispute.too_many' ? 'too-many' : 'already'}` };
      }
      return { redirect: '/my/disputes?done=sent' };
    },
  });
}
