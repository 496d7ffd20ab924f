import { fullName, staffRoles } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { isDangerous } from '../../rules/dangerous-role.ts';
import { askRole } from '../../use-cases/ask-role.ts';
import { grantRole } from '../../use-cases/grant-role.ts';
import { searchPeople } from '../../use-cases/search-people.ts';
import { showPersonName } from '../../use-cases/show-person-name.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { isOneOf } from '../console/is-one-of.ts';
import type { Seen } from '../console/seen.ts';
import { candidatesView, chooseRoleView, confirmRoleView } from './give-role-view.ts';

const role = z.enum(staffRoles);
const console = { section: 'staff', role: 'administrator' } as const;

/** To whom: people who fit what was typed. */
export function candidatesPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/staff/give',
    ...console,
    query: z.strictObject({ q: z.string().max(200).default('') }),
    handle: async ({ seen, query }) => {
      const text = query.q.trim();
      if (text === '') return { redirect: `${consolePath(seen.university)}/staff` };
      const { people } = await searchPeople(context, {
        by: seen.by,
        university: seen.university.slug,
        text,
        limit: 20,
      });
      return candidatesView(
        seen,
        text,
        people.map((one) => ({ ...one, name: fullName(one) })),
      );
    },
  });
}

/** Which role. */
export function chooseRolePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/staff/:person/roles',
    ...console,
    params: { person: z.uuid() },
    handle: async ({ seen, params }) => chooseRoleView(seen, params.person, await nameOf(context, seen, params.person)),
  });
}

/** The question before it is done, after a fresh proof of who asks where the role is a dangerous one. */
export function confirmRolePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/staff/:person/:staff_role/give',
    ...console,
    stepUp: ({ staff_role }) => isDangerous(String(staff_role)),
    params: { person: z.uuid(), staff_role: role },
    handle: async ({ seen, params }) =>
      confirmRoleView(seen, params.person, params.staff_role, await nameOf(context, seen, params.person)),
  });
}

/** Gives a harmless role at once; asks for a dangerous one. */
export function giveRolePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/staff/:person/:staff_role/give',
    ...console,
    stepUp: ({ staff_role }) => isDangerous(String(staff_role)),
    params: { person: z.uuid(), staff_role: role },
    handle: async ({ seen, params }) => {
      const { by, university } = seen;
      const staff = `${consolePath(university)}/staff`;
      const { person: personId, staff_role: wanted } = params;
      if (!isDangerous(wanted)) {
        const { granted } = await grantRole(context, { by, personId, university: university.slug, role: wanted });
        return { redirect: `${staff}?done=${granted ? 'given' : 'held-already'}` };
      }
      try {
        await askRole(context, { by, universityId: university.id, personId, role: wanted });
        return { redirect: `${staff}?done=asked` };
      } catch (error) {
        if (isOneOf(error, 'role.asked_already')) return { redirect: `${staff}?done=asked-already` };
        if (isOneOf(error, 'role.held_already')) return { redirect: `${staff}?done=held-already` };
        throw error;
      }
    },
  });
}

async function nameOf(context: Context, { university }: Seen, personId: string): Promise<string> {
  const name = await showPersonName(context, { universityId: university.id, personId });
  if (name === undefined) throw new DomainError('person.unknown', 'The university knows no such person.');
  return name;
}
