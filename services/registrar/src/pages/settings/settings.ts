import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { rollAffiliations } from '../../rules/roll-field.ts';
import { saveGrace } from '../../use-cases/save-grace.ts';
import { saveOperatorRegistration } from '../../use-cases/save-operator-registration.ts';
import { showUniversitySettings } from '../../use-cases/show-university-settings.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { settingsNotices, settingsView } from './settings-view.ts';

const console = { section: 'settings', role: 'administrator' } as const;

/** What a university decides for itself. */
export function settingsPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/settings',
    ...console,
    query: z.strictObject({ done: z.enum(settingsNotices).optional() }),
    handle: async ({ seen, query }) =>
      settingsView({
        seen,
        settings: await showUniversitySettings(context, { universityId: seen.university.id }),
        notice: query.done,
      }),
  });
}

const days = z.union([z.literal(''), z.string().regex(/^\d{1,3}$/)]);

/** Days after the last day, one field for each affiliation. */
export function saveGracePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/settings/grace',
    ...console,
    form: z.partialRecord(z.enum(rollAffiliations), z.string().max(20)),
    handle: async ({ seen, form }) => {
      const given = Object.entries(form).map(([name, text]) => [name, (text ?? '').trim()] as const);
      const wrong = given
        .filter(([, text]) => !days.safeParse(text).success || Number(text) > 366)
        .map(([name]) => name);
      if (wrong.length > 0) {
        const settings = await showUniversitySettings(context, { universityId: seen.university.id });
        return { ...settingsView({ seen, settings, notice: undefined, typed: form, wrong }), status: 422 };
      }
      const grace = Object.fromEntries(
        given.filter(([, text]) => Number(text) > 0).map(([name, text]) => [name, `P${Number(text)}D`]),
      );
      await saveGrace(context, { by: seen.by, university: seen.university.slug, grace });
      return { redirect: `${consolePath(seen.university)}/settings?done=grace` };
    },
  });
}

export function saveRegistrationPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/settings/registration',
    ...console,
    form: z.strictObject({ number: z.string().max(100) }),
    handle: async ({ seen, form }) => {
      const number = form.number.trim();
      const order = { by: seen.by, universityId: seen.university.id, number: number === '' ? null : number };
      await saveOperatorRegistration(context, order);
      return { redirect: `${consolePath(seen.university)}/settings?done=registration` };
    },
  });
}
