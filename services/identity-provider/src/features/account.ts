import { repeat } from '@onecampus/runtime';
import type { Feature } from '../feature.ts';
import { activityPage } from '../pages/account/activity/activity.ts';
import { closePages } from '../pages/account/close/close.ts';
import { accountOverviewPage } from '../pages/account/overview.ts';
import { sessionsPages } from '../pages/account/sessions/sessions.ts';
import { accountSignInPages } from '../pages/account/sign-in.ts';
import { closeDueAccounts } from '../use-cases/close-account.ts';
import { deleteErasedAccounts } from '../use-cases/delete-erased-accounts.ts';

const delete_erased_every_ms = 30_000;
const close_due_every_ms = 60_000;

/** What everybody has here about his own account. */
export const accountFeature: Feature = {
  name: 'account',
  addTo: (app, context) => {
    accountSignInPages(app, context);
    accountOverviewPage(app, context);
    sessionsPages(app, context);
    activityPage(app, context);
    closePages(app, context);
  },
  jobs: ({ db, log }) => [
    repeat('close-accounts', close_due_every_ms, log, async () => {
      const accounts = await closeDueAccounts(db);
      if (accounts > 0) log.info({ accounts }, 'closed accounts at their owners’ wish');
    }),
    repeat('delete-erased-accounts', delete_erased_every_ms, log, async () => {
      const accounts = await deleteErasedAccounts(db);
      if (accounts > 0) log.info({ accounts }, 'deleted the accounts of erased people');
    }),
  ],
};
