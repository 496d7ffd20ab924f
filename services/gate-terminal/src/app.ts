import { fileURLToPath } from 'node:url';
import { createApp, openapi } from '@onecampus/http';
import type { Context } from './context.ts';
import { kioskPages } from './pages/kiosk.ts';
import { readCardRoute } from './routes/read-card.ts';
import type { WebApp } from './web-app.ts';

const returnToIdle = fileURLToPath(new URL('../assets/return-to-idle.js', import.meta.url));

/** Everything a gate terminal answers, in order. */
export function buildApp(context: Context, draining: () => boolean): WebApp {
  const { config, log, metrics } = context;
  return createApp(
    {
      service: { name: 'Campus Gate', home: '/' },
      log,
      metrics,
      health: { ready: context.ready, draining },
      trustProxy: config.trustProxy,
      secure: config.secure,
    },
    (app) => {
      app.get('/assets/return-to-idle.js', (_request, response) => response.sendFile(returnToIdle));
      readCardRoute(app, context);
      openapi(app, { title: 'Gate terminal', version: '1' });
      kioskPages(app, context);
    },
  );
}
