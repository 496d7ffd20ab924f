import type { Logger, Metrics } from '@onecampus/runtime';
import express, { type Express } from 'express';
import { accessLog } from './access-log.ts';
import { assets } from './assets.ts';
import { errorHandler } from './error-handler.ts';
import { type HealthChecks, health } from './health.ts';
import { locale } from './locale.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import { requestId } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';
import { unknownRoute } from './unknown-route.ts';

export interface WebOptions {
  /** What people read in the page's head and the browser's tab. */
  readonly service: { readonly name: string; readonly home: string };
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly health: HealthChecks;
  /** Addresses of proxies whose X-Forwarded-* is believed; empty: nobody's. */
  readonly trustProxy: readonly string[];
  /** Origins besides our own to which a form may lead, e.g. the identity provider after sign-out (CSP form-action). */
  readonly formTargets?: readonly string[];
  /** Paths that other sites' pages may post to because they carry proof of their own (a token endpoint with CORS). */
  readonly crossSite?: (path: string) => boolean;
  /** True behind TLS: HSTS is sent and cookies are Secure. */
  readonly secure: boolean;
}

/** The express application of a service: what every request passes through, the service's own routes, and the one ending. */
export function createApp(options: WebOptions, routes: (app: Express) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // Repeated and nested parameters stay what they are, so that a schema can refuse them.
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustProxy.length > 0 ? [...options.trustProxy] : false);
  app.locals['web'] = options;

  app.use(requestId());
  app.use(securityHeaders(options));
  app.use(health(options.health));
  app.use(accessLog(options));
  app.use(assets());
  app.use(locale(options.secure));
  app.use(refuseCrossSite(options.crossSite));
  routes(app);
  app.use(unknownRoute());
  app.use(errorHandler(options));
  return app;
}
