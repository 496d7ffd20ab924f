import { anybody, page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { beginOwnLink, finishOwnLink } from '../../use-cases/link-own-records.ts';
import { listUniversities } from '../../use-cases/list-universities.ts';
import { showOwnLink } from '../../use-cases/show-own-link.ts';
import { isOneOf } from '../console/is-one-of.ts';
import { linkConfirmView, linkExpiredView } from './link-view.ts';
import { myPage } from './my-page.ts';
import { questionView } from './question-view.ts';
import { recordsWords } from './records-words.ts';

const confirm = '/my/records/link/confirm';
/** What travels with the second sign-in, in our own store: who went, and the one-time word of the use case. */
const travelling = z.strictObject({ personId: z.uuid(), state: z.string() });

/** Before the second sign-in: whoever sits at somebody's open browser must not join himself to him, so it asks for the first password. */
export function linkPages(app: App, context: Context): void {
  myPage(app, context, {
    method: 'get',
    path: '/my/records/link',
    section: 'records',
    stepUp: true,
    handle: async ({ me }) => {
      const say = recordsWords(me.locale);
      const texts = [say.beginText, say.beginNotice];
      return questionView(me, { title: say.beginTitle, texts, action: '/my/records/link', button: say.begin });
    },
  });
  myPage(app, context, {
    method: 'post',
    path: '/my/records/link',
    section: 'records',
    stepUp: true,
    handle: ({ me: { personId }, response }) =>
      context.second.begin(response, {
        returnTo: confirm,
        about: async (sessionId) =>
          JSON.stringify({ personId, ...(await beginOwnLink(context, { personId, sessionId })) }),
      }),
  });
  confirmPages(app, context);
}

/**
 * After it. The provider has ended the first sign-in by now, so nobody is asked who he is: this browser's cookie stands for
 * both proofs, and only the two names are shown.
 */
function confirmPages(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: confirm,
    visitor: anybody,
    handle: async ({ locale, request, response }) => {
      response.setHeader('Cache-Control', 'no-store');
      const proof = await context.second.proof(request);
      if (!proof) return linkExpiredView(locale);
      try {
        const { personId } = travelling.parse(JSON.parse(proof.about));
        const sides = await showOwnLink(context, { personId, secondReference: proof.subject });
        return linkConfirmView(locale, sides, await listUniversities(context));
      } catch (error) {
        if (!isOneOf(error, 'person.already_one')) throw error;
        await context.second.end(request, response);
        return { redirect: '/my/records?done=same' };
      }
    },
  });
  page(app, {
    method: 'post',
    path: confirm,
    visitor: anybody,
    form: z.strictObject({ answer: z.enum(['yes', 'no']) }),
    handle: async ({ locale, request, response, form }) => {
      const proof = await context.second.proof(request);
      if (!proof) return { ...linkExpiredView(locale), status: 409 };
      await context.second.end(request, response);
      if (form.answer === 'no') return { redirect: '/my/records' };
      const order = { ...travelling.parse(JSON.parse(proof.about)), sessionId: proof.binding };
      try {
        await finishOwnLink(context, { ...order, secondReference: proof.subject });
      } catch (error) {
        if (isOneOf(error, 'link.expired')) return { ...linkExpiredView(locale), status: 409 };
        if (!isOneOf(error, 'person.already_one')) throw error;
        return { redirect: '/my/records?done=same' };
      }
      return { redirect: '/my/records?done=linked' };
    },
  });
}
