import { createApp, openapi } from '@onecampus/http';
import type { App, Context } from './context.ts';
import { blockPages } from './pages/blocks.ts';
import { changeCardPages } from './pages/change-card.ts';
import { deskPage } from './pages/desk.ts';
import { findReaderPage } from './pages/find-reader.ts';
import { issueCardPage } from './pages/issue-card.ts';
import { myCardPage } from './pages/my-card.ts';
import { ownCardPages } from './pages/own-card.ts';
import { ownPinPages } from './pages/own-pin.ts';
import { readerPage } from './pages/reader.ts';
import { replaceCardPage } from './pages/replace-card.ts';
import { resetPinPage } from './pages/reset-pin.ts';
import { revocationPages } from './pages/revocations.ts';
import { blockRoutes } from './routes/blocks.ts';
import { issueCardRoute } from './routes/issue-card.ts';
import { reactivateCardRoute } from './routes/reactivate-card.ts';
import { replaceCardRoute } from './routes/replace-card.ts';
import { reportCardRoute } from './routes/report-card.ts';
import { showCardRoute } from './routes/show-card.ts';
import { showCardHistoryRoute } from './routes/show-card-history.ts';
import { showCardsOfPersonRoute } from './routes/show-cards-of-person.ts';
import { sipAccountRoutes } from './routes/sip-accounts.ts';
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
      deskPage(app, context);
      findReaderPage(app, context);
      readerPage(app, context);
      issueCardPage(app, context);
      changeCardPages(app, context);
      replaceCardPage(app, context);
      blockPages(app, context);
      revocationPages(app, context);
      myCardPage(app, context);
      ownPinPages(app, context);
      resetPinPage(app, context);
      ownCardPages(app, context);

      issueCardRoute(app, context);
      showCardRoute(app, context);
      showCardHistoryRoute(app, context);
      suspendCardRoute(app, context);
      reactivateCardRoute(app, context);
      reportCardRoute(app, context);
      replaceCardRoute(app, context);
      showCardsOfPersonRoute(app, context);
      sipAccountRoutes(app, context);
      blockRoutes(app, context);

      openapi(app, { title: 'Card issuer', version: '1' });
    },
  );
}
