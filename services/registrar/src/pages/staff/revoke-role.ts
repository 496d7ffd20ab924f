import { staffRoles } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { isDangerous } from '../../rules/dangerous-role.ts';
import { revokeRole } from '../../use-cases/revoke-role.ts';
import { showPersonName } from '../../use-cases/show-person-name.ts';
import { confirmView } from '../console/confirm-view.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { roleWord } from '../console/role-word.ts';
import type { Seen } from '../console/seen.ts';
import { refusedView } from './give-role-view.ts';
import { staffWords } from './staff-words.ts';

const console = {
  section: 'staff',
  role: 'administrator',
  stepUp: ({ staff_role }: Readonly<Record<string, unknown>>) => isDangerous(String(staff_role)),
} as const;
const params = { person: z.uuid(), staff_role: z.enum(staffRoles) };

export function revokeQuestionPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/staff/:person/:staff_role/revoke',
    ...console,
    params,
    handle: async ({ seen, params: { person: personId, staff_role: role } }) => {
      const name = await showPersonName(context, { universityId: seen.university.id, personId });
      if (name === undefined) throw new DomainError('person.unknown', 'The university knows no such person.');
      const say = staffWords(seen.locale);
      const staff = `${consolePath(seen.university)}/staff`;
      const title = say.revokeTitle(roleWord(seen.locale, role), name);
      if (isOwnAdministration(seen, personId, role)) return refusedView(seen, title, say.ownRevoke);
      return confirmView(seen, {
        title,
        back: { href: staff, label: say.back },
        texts: [say.revokeText],
        steppedUp: isDangerous(role),
        action: `${staff}/${personId}/${role}/revoke`,
        button: say.revoke,
        danger: true,
      });
    },
  });
}

export function revokeRolePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/staff/:person/:staff_role/revoke',
    ...console,
    params,
    handle: async ({ seen, params: { person: personId, staff_role: role } }) => {
      if (isOwnAdministration(seen, personId, role)) {
        throw new DomainError('role.own', 'Another administrator takes back the role of an administrator.');
      }
      await revokeRole(context, { by: seen.by, personId, university: seen.university.slug, role });
      return { redirect: `${consolePath(seen.university)}/staff?done=revoked` };
    },
  });
}

/** So that one administrator is always left. */
function isOwnAdministration({ visitor }: Seen, personId: string, role: string): boolean {
  return role === 'administrator' && personId === visitor.personId;
}
