import { DomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { showMyData } from '../../use-cases/show-my-data.ts';
import { unlinkOwnRecords } from '../../use-cases/unlink-own-records.ts';
import { myPage } from './my-page.ts';
import { recordsNotices } from './records-notice.ts';
import { recordsView } from './records-view.ts';
import { unlinkView } from './unlink-view.ts';

const params = z.strictObject({ merge: z.uuid() });

/** Which records were joined into the visitor, and the ways to join or part more. */
export function recordsPage(app: App, context: Context): void {
  myPage(app, context, {
    method: 'get',
    path: '/my/records',
    section: 'records',
    query: z.object({ done: z.enum(recordsNotices).optional().catch(undefined) }),
    handle: async ({ me, query }) => recordsView(me, await showMyData(context, me), query.done),
  });
}

/** The question before records are parted. A merge of other people is not there. */
export function unlinkQuestionPage(app: App, context: Context): void {
  myPage(app, context, {
    method: 'get',
    path: '/my/records/unlink/:merge',
    section: 'records',
    stepUp: true,
    params,
    handle: async ({ me, params }) => {
      const mine = await showMyData(context, me);
      const merge = mine.merges.find(({ id }) => id === params.merge);
      if (!merge) throw new DomainError('merge.unknown', 'There was no such merge.');
      return unlinkView(me, mine, merge);
    },
  });
}

export function unlinkPage(app: App, context: Context): void {
  myPage(app, context, {
    method: 'post',
    path: '/my/records/unlink/:merge',
    section: 'records',
    stepUp: true,
    params,
    handle: async ({ me, params }) => {
      await unlinkOwnRecords(context, { personId: me.personId, mergeId: params.merge });
      return { redirect: '/my/records?done=parted' };
    },
  });
}
