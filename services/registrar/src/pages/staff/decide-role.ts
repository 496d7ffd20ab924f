import { DomainError } from '@onecampus/errors';
import { formatDate } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { decideRoleRequest } from '../../use-cases/decide-role-request.ts';
import { listStaff } from '../../use-cases/list-staff.ts';
import { actorName } from '../console/actor-name.ts';
import { confirmView } from '../console/confirm-view.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { isOneOf } from '../console/is-one-of.ts';
import { roleWord } from '../console/role-word.ts';
import type { Seen } from '../console/seen.ts';
import { staffWords } from './staff-words.ts';

const console = { section: 'staff', role: 'administrator', stepUp: true } as const;
const params = { id: z.uuid() };

/** A request that waits, before the eyes of the second administrator. */
export function roleRequestPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/staff/requests/:id',
    ...console,
    params,
    handle: async ({ seen, params }) => {
      const staff = await listStaff(context, { universityId: seen.university.id });
      const asked = staff.requests.find((one) => one.id === params.id);
      if (!asked) throw new DomainError('role.request_unknown', 'No such request waits here.');
      const say = staffWords(seen.locale);
      const path = `${consolePath(seen.university)}/staff`;
      const name = actorName(seen, staff.names, `person:${asked.personId}`);
      return confirmView(seen, {
        title: say.decideTitle(roleWord(seen.locale, asked.role), name),
        back: { href: path, label: say.back },
        texts: [
          say.asked(
            actorName(seen, staff.names, asked.askedBy),
            formatDate(seen.locale, asked.askedAt, seen.university.timeZone),
          ),
          say.decideText,
        ],
        steppedUp: true,
        action: `${path}/requests/${asked.id}/agree`,
        button: say.agree,
        other: { action: `${path}/requests/${asked.id}/refuse`, button: say.refuse },
      });
    },
  });
}

export function agreeRolePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/staff/requests/:id/agree',
    ...console,
    params,
    handle: ({ seen, params }) => decide(context, seen, params.id, 'grant'),
  });
}

/** To say no, or to take one's own request back, is not dangerous. */
export function refuseRolePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/staff/requests/:id/refuse',
    ...console,
    stepUp: false,
    params,
    handle: ({ seen, params }) => decide(context, seen, params.id, 'refuse'),
  });
}

async function decide(context: Context, seen: Seen, requestId: string, decision: 'grant' | 'refuse') {
  const staff = `${consolePath(seen.university)}/staff`;
  try {
    const { personId } = seen.visitor;
    const asked = await decideRoleRequest(context, { personId, universityId: seen.university.id, requestId, decision });
    const done = decision === 'grant' ? 'agreed' : asked.askedBy === seen.by ? 'withdrawn' : 'refused';
    return { redirect: `${staff}?done=${done}` };
  } catch (error) {
    if (isOneOf(error, 'role.request_decided')) return { redirect: `${staff}?done=decided-already` };
    if (isOneOf(error, 'role.second_pair_of_eyes')) return { redirect: `${staff}?done=second-pair` };
    throw error;
  }
}
