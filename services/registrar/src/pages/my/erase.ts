import { DomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { doorTime } from '../../rules/door-time.ts';
import { askErasure } from '../../use-cases/ask-erasure.ts';
import { showMyData } from '../../use-cases/show-my-data.ts';
import { isOneOf } from '../console/is-one-of.ts';
import { type Me, myPage } from './my-page.ts';
import { questionView } from './question-view.ts';
import { recordsWords } from './records-words.ts';

const params = z.strictObject({ university: z.string().regex(/^[a-z0-9-]{2,32}$/) });
const where = { path: '/my/records/erase/:university', section: 'records', stepUp: true, params } as const;

/** Asks one university to erase what it no longer needs; somebody of its staff has to agree. */
export function erasePages(app: App, context: Context): void {
  myPage(app, context, {
    method: 'get',
    ...where,
    handle: async ({ me, params }) => {
      const { name, slug } = await over(context, me, params.university);
      const say = recordsWords(me.locale);
      return questionView(me, {
        title: say.eraseTitle(name[me.locale]),
        texts: [say.eraseWhat, say.eraseWho],
        action: `/my/records/erase/${slug}`,
        button: say.eraseAsk,
        danger: true,
      });
    },
  });
  myPage(app, context, {
    method: 'post',
    ...where,
    handle: async ({ me, params }) => {
      const { slug: university } = await over(context, me, params.university);
      const { personId } = me;
      try {
        await askErasure(context, { by: `person:${personId}`, personId, university, basis: 'request' });
      } catch (error) {
        if (!isOneOf(error, 'erasure.asked_already')) throw error;
        return { redirect: '/my/records?done=erasure-waits' };
      }
      return { redirect: '/my/records?done=erasure' };
    },
  });
}

/** The university, where it says something of the visitor and nothing of that is in effect any more. */
async function over(context: Context, me: Me, slug: string) {
  const university = me.universities.find((one) => one.slug === slug);
  const part = (await showMyData(context, me)).parts.find(({ universityId }) => universityId === university?.id);
  if (!university || !part?.affiliations.every((one) => doorTime(one, me.now).kind === 'ended')) {
    throw new DomainError('person.unknown', 'The university says nothing of this person, or needs it.');
  }
  return university;
}
