import { createApp, openapi } from '@onecampus/http';
import type { App, Context } from './context.ts';
import { issueCardRoute } from './routes/issue-card.ts';
import { reactivateCardRoute } from './routes/reactivate-card.ts';
import { replaceCardRoute } from './routes/replace-card.ts';
import { reportCardRoute } from './routes/report-card.ts';
import { showCardRoute } from './routes/show-card.ts';
import { showCardsOfPersonRoute } from './routes/show-cards-of-person.ts';
import { suspendCardRoute } from './routes/suspend-card.ts';

/** Everything that the card issuer answers. */
export function buildApp(context: Context, draining: () => boolean = () => false): App {
  return createApp(
    {
      service: { name: 'Campus Card', home: '/' },
      log: context.log,
      metrics: context.metrics,
      health: { ready: context.ready, draining },
      trustProxy: context.config.CAMPUS_TRUST_PROXY,
      // Signing out, and a form sent after the session has ended, lead to the identity provider.
      formTargets: [new URL(context.config.CAMPUS_ISSUER).origin],
      secure: context.secure,
    },
    (app) => {
      context.staff.addTo(app);

      issueCardRoute(app, context);
      showCardRoute(app, context);
      suspendCardRoute(app, context);
      reactivateCardRoute(app, context);
      reportCardRoute(app, context);
      replaceCardRoute(app, context);
      showCardsOfPersonRoute(app, context);

      openapi(app, { title: 'Card issuer', version: '1' });
    },
  );
}
