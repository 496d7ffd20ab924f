import { assetsFolder, isLocale, type Locale, pickLocale } from '@onecampus/pages';
import express, { type Express, type Request, type Response } from 'express';
import session from 'express-session';
import type { LmsConfig } from './config.ts';
import { coursesPage, faultPage, welcomePage } from './pages.ts';
import { relyingParty, type SignedInPerson } from './relying-party.ts';

declare module 'express-session' {
  interface SessionData {
    person?: SignedInPerson;
    checks?: { state: string; nonce: string; codeVerifier: string };
  }
}

/**
 * A small learning management system: a few courses behind a sign-in. It knows an issuer's address and its own client
 * id and secret, and everything else from discovery — as Moodle or Canvas would.
 */
export function buildLms(config: LmsConfig): Express {
  const provider = relyingParty(config);
  const store = new session.MemoryStore();
  const sessionsBySid = new Map<string, Set<string>>();
  const app = express();
  app.disable('x-powered-by');
  app.get('/livez', (_request, response) => void response.json({ status: 'live' }));
  app.use('/assets', express.static(assetsFolder));
  app.use(securityHeaders(config));
  app.use(
    session({
      // Ports share cookies, so two of these on one host need two names.
      name: `lms_${config.port}`,
      secret: config.sessionSecret,
      store,
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:') },
    }),
  );

  app.get('/', (request, response) => {
    const view = { config, locale: localeOf(request, response), path: request.originalUrl };
    const { person } = request.session;
    response.type('html').send(person ? coursesPage({ ...view, person }) : welcomePage(view));
  });

  app.get('/sign-in', async (request, response) => {
    const { url, checks } = await provider.begin();
    request.session.checks = checks;
    response.redirect(303, url.href);
  });

  app.get('/callback', async (request, response) => {
    const { checks } = request.session;
    delete request.session.checks;
    // Somebody who changed his mind at the provider is simply back at the start.
    if (!checks || request.query['error'] === 'access_denied') return void response.redirect(303, '/');
    const person = await provider.finish(new URL(request.originalUrl, config.publicUrl), checks);
    // A fresh session id after signing in: whoever planted the old one gains nothing.
    await new Promise<void>((resolve, reject) =>
      request.session.regenerate((error: unknown) => (error ? reject(error) : resolve())),
    );
    request.session.person = person;
    if (person.sid) sessionsBySid.set(person.sid, (sessionsBySid.get(person.sid) ?? new Set()).add(request.sessionID));
    response.redirect(303, '/');
  });

  app.post('/sign-out', async (request, response) => {
    const { person } = request.session;
    await new Promise<void>((resolve) => request.session.destroy(() => resolve()));
    response.redirect(303, person ? (await provider.endSessionUrl(person.idToken)).href : '/');
  });

  // OpenID Connect Back-Channel Logout 1.0: the person signed out elsewhere, so the session here ends too.
  app.post('/backchannel-logout', express.urlencoded({ extended: false, limit: '16kb' }), async (request, response) => {
    const body = request.body as Record<string, unknown> | undefined;
    const sid = await provider.verifyLogoutToken(String(body?.['logout_token'] ?? ''));
    for (const id of sessionsBySid.get(sid) ?? []) store.destroy(id);
    sessionsBySid.delete(sid);
    response.set('Cache-Control', 'no-store').status(200).end();
  });

  app.use((error: unknown, request: Request, response: Response, _next: express.NextFunction) => {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
    const view = { config, locale: localeOf(request, response), path: '/' };
    response
      .status(request.path === '/backchannel-logout' ? 400 : 502)
      .type('html')
      .send(faultPage(view));
  });
  return app;
}

function localeOf(request: Request, response: Response): Locale {
  const query = request.query['lang'];
  const cookie = /(?:^|;\s*)lang=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  if (isLocale(query) && query !== cookie)
    response.cookie('lang', query, { maxAge: 31_536_000_000, sameSite: 'lax', path: '/' });
  return pickLocale({ query, cookie, acceptLanguage: request.get('accept-language') });
}

function securityHeaders(config: LmsConfig): express.RequestHandler {
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self' ${new URL(config.issuer).origin}; frame-ancestors 'none'; base-uri 'none'`;
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
    });
    next();
  };
}
