import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DescribedPage } from '@onecampus/http';
import { buildApp } from '@onecampus/identity-provider/app';
import { readIdentityProviderConfig } from '@onecampus/identity-provider/config';
import { type Context, openContext } from '@onecampus/identity-provider/context';
import { createLogger } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';

type DescribedRoute = { readonly method: string; readonly path: string };

/** Pages that anybody may open, signed in or not: they say who they are for and show nothing of anybody. */
const forAnybody = [
  '/',
  '/auth',
  '/account/sign-in',
  '/account/signed-in',
  '/cas/',
  '/saml/',
  '/forgotten',
  '/federation/backchannel-logout/',
  '/federation/callback/',
  '/interaction/',
  '/invitation',
  '/new-password',
  '/recover',
  '/signed-out',
];
/** Routes whose caller is known by something else than a bearer token, or who may be anybody. */
const openRoutes = ['/.well-known/openid-federation', '/cas/', '/federation/', '/reg', '/saml/metadata'];
/** Forms that other sites' pages bring, and what other servers send: each message proves itself, and no cookie is heeded. */
const fromOtherSites = ['/auth', '/saml/sso', '/saml/slo', '/federation/backchannel-logout/:slug'];

/** Everything that the identity provider answers, found by asking it, and asked as a stranger asks. */
describe('the surface of the identity provider', () => {
  let database: FreshDatabase;
  let context: Context;
  let server: Server;
  let url: string;
  let pages: DescribedPage[];
  let routes: DescribedRoute[];

  beforeAll(async () => {
    database = await freshDatabase();
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    context = await openContext(
      readIdentityProviderConfig({
        NODE_ENV: 'test',
        DATABASE_URL: database.url('identity-provider'),
        CAMPUS_ISSUER: url,
        KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64url'),
        OPERATOR_CLIENT_SECRET: randomBytes(32).toString('base64url'),
        CAMPUS_PASSWORD_THREADS: '1',
      }),
      { log: createLogger({ service: 'identity-provider', level: 'silent' }) },
    );
    const app = buildApp(context, () => false);
    server.on('request', app);
    pages = app.locals['pages'] as DescribedPage[];
    routes = app.locals['routes'] as DescribedRoute[];
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await context.close();
    await database.drop();
  });

  /** A path with something harmless in each of its places. */
  const filled = (path: string) => path.replaceAll(/:[a-zA-Z]+/g, () => '01890000-0000-7000-8000-000000000000');
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${url}${filled(path)}`, {
      method: method.toUpperCase(),
      redirect: 'manual',
      headers: { accept: 'text/html', ...headers },
      ...(method === 'get' ? {} : { body: new URLSearchParams({}) }),
    });
  const enginePaths: [string, string][] = [
    ['get', '/auth'],
    ['get', '/auth/nobody'],
    ['post', '/token'],
    ['get', '/me'],
    ['get', '/jwks'],
    ['post', '/request'],
    ['post', '/token/introspection'],
    ['post', '/token/revocation'],
    ['get', '/session/end'],
    ['get', '/.well-known/openid-configuration'],
    ['get', '/device'],
    ['post', '/device/auth'],
  ];
  const everything = (): [string, string][] => [
    ...pages.map(({ method, path }): [string, string] => [method, path]),
    ...routes.map(({ method, path }): [string, string] => [method, path]),
    ...enginePaths,
    ['get', '/nothing-here'],
    ['get', '/assets/logo.svg'],
  ];

  it('was found: pages, routes and the engine’s own', () => {
    expect(pages.length).toBeGreaterThan(60);
    expect(routes.length).toBeGreaterThan(20);
    // What is let through below is there: a list of exceptions that nobody needs any more would hide the next one.
    const paths = [...pages, ...routes].map(({ path }) => path);
    expect([...forAnybody, ...openRoutes].filter((open) => !paths.some((path) => path.startsWith(open)))).toEqual([]);
  });

  it('sends the protecting headers with every answer, whatever the answer is', async () => {
    for (const [method, path] of everything()) {
      const { headers, status } = await ask(method, path);
      const policy = headers.get('content-security-policy') ?? '';
      const found = {
        csp: ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self'"].every((part) =>
          policy.includes(part),
        ),
        unsafe: /unsafe-|\*|data:|http:\/\/(?!localhost)/.test(policy),
        nosniff: headers.get('x-content-type-options'),
        frame: headers.get('x-frame-options'),
        referrer: headers.get('referrer-policy'),
        opener: headers.get('cross-origin-opener-policy'),
        poweredBy: headers.get('x-powered-by'),
        crash: status >= 500,
      };
      expect([method, path, found]).toEqual([
        method,
        path,
        {
          csp: true,
          unsafe: false,
          nosniff: 'nosniff',
          frame: 'DENY',
          referrer: 'same-origin',
          opener: 'same-origin',
          poweredBy: null,
          crash: false,
        },
      ]);
    }
  });

  it('keeps no answer about anybody in a cache', async () => {
    for (const { method, path } of pages) {
      const kept = (await ask(method, path)).headers.get('cache-control') ?? '';
      expect([path, kept.includes('no-store')]).toEqual([path, true]);
    }
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of this site', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { origin: 'https://attacker.example' }],
    ['a page without an origin', { origin: 'null' }],
  ])('takes no form from %s', async (_where, headers) => {
    const taken: string[] = [];
    for (const { path } of pages.filter(({ method }) => method === 'post')) {
      if (fromOtherSites.includes(path)) continue;
      const { status } = await ask('post', path, headers as unknown as Record<string, string>);
      if (status !== 403) taken.push(`${path} ${status}`);
    }
    for (const { method, path } of routes.filter((one) => one.method !== 'get')) {
      if (openRoutes.some((open) => path.startsWith(open))) continue;
      const { status } = await ask(method, path, headers as unknown as Record<string, string>);
      if (status !== 401 && status !== 403) taken.push(`${method} ${path} ${status}`);
    }
    expect(taken).toEqual([]);
  });

  it('shows a stranger no page that is somebody’s, and answers no program that does not say who it is', async () => {
    const open: string[] = [];
    for (const { method, path } of pages) {
      if (forAnybody.some((one) => (one === '/' ? path === '/' : path.startsWith(one)))) continue;
      const response = await ask(method, path);
      const goes = response.headers.get('location') ?? '';
      if (response.status !== 303 || !goes.startsWith('/account/sign-in'))
        open.push(`${method} ${path} ${response.status}`);
    }
    for (const { method, path } of routes) {
      if (openRoutes.some((one) => path.startsWith(one))) continue;
      const { status } = await ask(method, path);
      if (status !== 401) open.push(`${method} ${path} ${status}`);
    }
    expect(open).toEqual([]);
  });

  it('leads nobody elsewhere after a sign-in, whatever is put in', async () => {
    const tricks = [
      'https://attacker.example/',
      '//attacker.example',
      '/\\attacker.example',
      '\\\\attacker.example',
      '/%09/attacker.example',
      'javascript:alert(1)',
      '/account\r\nset-cookie: a=b',
      '@attacker.example',
      'https:attacker.example',
      '/\t/attacker.example',
    ];
    for (const to of tricks) {
      const response = await ask('get', `/account/sign-in?${new URLSearchParams({ to })}`);
      const state = new URL(response.headers.get('location')!, url).searchParams.get('state')!;
      expect([to, new URL(state, url).host]).toEqual([to, new URL(url).host]);
      const back = await ask('get', `/account/signed-in?${new URLSearchParams({ state: to })}`);
      expect([to, new URL(back.headers.get('location') ?? '/', url).host]).toEqual([to, new URL(url).host]);
    }
  });
});
