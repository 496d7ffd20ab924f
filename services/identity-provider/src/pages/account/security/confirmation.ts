import { isDomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { askForConfirmation, mayEnrolFactor } from '../../../use-cases/first-factor.ts';
import { accountPage } from '../account-page.ts';
import { confirmationPath, confirmationView } from './confirmation-view.ts';
import { securityPath } from './overview.ts';

/** Asking a second person to confirm who is about to add the first factor of somebody with power. */
export function confirmationPages(app: App, context: Context): void {
  const own = { section: 'security', stepUp: true, path: confirmationPath } as const;

  accountPage(app, context, {
    ...own,
    method: 'get',
    handle: async ({ visitor, locale }) =>
      (await mayEnrolFactor(context, visitor))
        ? { redirect: `${securityPath}/passkeys/new` }
        : confirmationView(context, visitor, locale),
  });

  accountPage(app, context, {
    ...own,
    method: 'post',
    form: z.strictObject({}),
    handle: async ({ visitor }) => {
      try {
        if (!(await mayEnrolFactor(context, visitor))) await askForConfirmation(context.db, visitor);
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'consortium.already_asked') throw error;
      }
      return { redirect: confirmationPath };
    },
  });
}
