import { repeat } from '@onecampus/runtime';
import type { Feature } from '../feature.ts';
import { actingPages } from '../pages/account/acting/acting.ts';
import { strangerPages, upstreamRequestPages } from '../pages/console/ways-in/stranger-pages.ts';
import { upstreamPages } from '../pages/console/ways-in/upstream-pages.ts';
import { actAsPages } from '../pages/sign-in/act-as.ts';
import { upstreamSignInPages } from '../pages/sign-in/upstream.ts';
import { upstreamCallbackPage } from '../pages/sign-in/upstream-callback.ts';
import { upstreamLogoutPage } from '../pages/sign-in/upstream-logout.ts';
import { purgeUpstreamStrangers } from '../use-cases/purge-upstream-strangers.ts';

const purge_every_ms = 60 * 60_000;

/** Universities that have a provider of their own. */
export const upstreamFeature: Feature = {
  name: 'upstream',
  addTo: (app, context) => {
    upstreamSignInPages(app, context);
    upstreamCallbackPage(app, context);
    upstreamLogoutPage(app, context);
    actAsPages(app, context);
    actingPages(app, context);
    strangerPages(app, context);
    upstreamRequestPages(app, context);
    upstreamPages(app, context);
  },
  // Providers call from their servers; the token says who it is.
  isProgramPath: (path) => path.startsWith('/federation/backchannel-logout/'),
  jobs: ({ db, log }) => [
    repeat('purge-upstream-strangers', purge_every_ms, log, async () => {
      const strangers = await purgeUpstreamStrangers(db);
      if (strangers > 0) log.info({ strangers }, 'deleted requests to be known whose time is over');
    }),
  ],
};
