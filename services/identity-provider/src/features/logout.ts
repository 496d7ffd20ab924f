import { repeat } from '@onecampus/runtime';
import type { Feature } from '../feature.ts';
import { startFollowing } from '../lifecycle/following.ts';
import { startTelling } from '../logout/telling.ts';
import { signOutsPages } from '../pages/console/sign-outs/sign-outs.ts';
import { receiptPage } from '../pages/receipt/receipt.ts';
import { endSessionsRoute } from '../routes/end-sessions.ts';
import { endExpired } from '../use-cases/end-expired.ts';
import { followClock } from '../use-cases/follow-directory.ts';

const end_expired_every_ms = 15_000;
const follow_clock_every_ms = 30_000;

/** Sessions end, whatever ends them, and their applications are told. */
export const logoutFeature: Feature = {
  name: 'logout',
  addTo: (app, context) => {
    receiptPage(app, context);
    signOutsPages(app, context);
    endSessionsRoute(app, context);
  },
  jobs: (context) => [
    startTelling(context),
    startFollowing(context),
    repeat('follow-clock', follow_clock_every_ms, context.log, async () => {
      const accounts = await followClock(context.db);
      if (accounts > 0) context.log.info({ accounts }, 'signed out people whose last affiliation ended');
    }),
    repeat('end-expired-sessions', end_expired_every_ms, context.log, (stopping) => endExpired(context.db, stopping)),
  ],
};
