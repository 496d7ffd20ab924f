import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { saveUniversity } from '@onecampus/directory';
import type { Browser } from '../integration/identity-provider/browser.ts';
import { addPasskey } from '../integration/identity-provider/factor-flows.ts';
import { authorizationRequest, registerClient, signInAt } from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { signInToOwnPages } from '../integration/identity-provider/own-pages.ts';
import { formsOf } from '../support/browser-forms.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';
import { softAuthenticator } from '../support/soft-authenticator.ts';

const password = 'обход всех страниц';
const mark = `m${randomBytes(4).toString('hex')}`;
/** Closes whatever attribute or element it stands in; where it comes out unescaped it is an element of its own. */
const payload = `"'><img src=x onerror=${mark}>`;
const asElement = new RegExp(`<img src=x onerror=${mark}>`, 'i');
const starts = ['/', '/account', '/console', '/consortium'];
/** Leads out of the session, or to what is no page. */
const leftOut = /^\/(assets|session|jwks|\.well-known|saml\/metadata)|sign-out|sign-in|\.svg$/;
const pages_max = 400;

interface Page {
  readonly path: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Everything that somebody with every power can come to by following links, with hostile words in all that people may write. */
describe('what a crawl finds', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let anna: ArrangedPerson;
  let browser: Browser;
  let pages: Page[];

  beforeAll(async () => {
    database = await freshDatabase();
    const { tpu } = await arrangeUniversities(database.admin);
    const hostile = { ru: payload, en: payload };
    await transaction(database.admin, (tx) => saveUniversity(tx, { ...tpu, name: hostile, shortName: hostile }));
    anna = await arrangePerson(database.admin, {
      university: tpu,
      familyName: payload,
      givenName: payload,
      affiliation: 'staff',
    });
    provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
    await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
    const who = { login: anna.eppn, password };
    ({ browser } = await signInToOwnPages(provider, who));
    await addPasskey(provider, browser, softAuthenticator({ origin: provider.issuer }), payload);
    // Power comes after the passkey: whoever has power adds no first one by a password alone.
    for (const role of ['administrator', 'registrar', 'librarian'])
      await database.admin.raw(
        `insert into directory.staff_roles (id, person_id, university_id, role, granted_by) values (gen_random_uuid(), ?, ?, ?, 'service:test')`,
        [anna.personId, tpu.id, role],
      );
    await provider.api('PUT', `/api/v1/consortium/officers/${anna.personId}`, 'keys.write');
    const lms = await registerClient(provider);
    await signInAt(browser, authorizationRequest(provider.issuer, lms), lms, who);
    await database.admin.raw(
      'update identity_provider.clients set name = ?, name_ru = ?, university_id = ? where id = ?',
      [payload, payload, tpu.id, lms.client_id],
    );
    pages = await crawl();
  }, 180_000);
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
  });

  async function crawl(): Promise<Page[]> {
    const seen = new Set(starts);
    const found: Page[] = [];
    const queue = [...starts];
    while (queue.length > 0 && found.length < pages_max) {
      const path = queue.shift()!;
      const { response } = await browser.follow(await browser.get(`${provider.issuer}${path}`), 'https:');
      const text = await response.text();
      found.push({ path, status: response.status, text, headers: response.headers });
      for (const [, href] of text.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)) {
        const url = new URL(href!.replaceAll('&amp;', '&'), `${provider.issuer}${path}`);
        url.searchParams.delete('lang');
        const next = `${url.pathname}${url.search}`;
        // One of each kind of list and filter is enough.
        const kind = next.replaceAll(/=[^&]*/g, '=');
        if (url.origin !== provider.issuer || leftOut.test(url.pathname) || seen.has(kind)) continue;
        seen.add(kind);
        queue.push(next);
      }
    }
    return found;
  }

  const everyForm = () => {
    const forms = new Map<string, { readonly path: string; readonly values: Readonly<Record<string, string>> }>();
    for (const page of pages) {
      for (const { action, method, values } of formsOf(page.text)) {
        const path = new URL(action === '' ? page.path : action, `${provider.issuer}${page.path}`).pathname;
        if (method === 'post') forms.set(path, { path, values });
      }
    }
    return [...forms.values()];
  };
  /** How much there is in every table of ours, and of what is audited. */
  const everything = async () => {
    const { rows } = await database.admin.raw<{ rows: { name: string }[] }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname = 'identity_provider' or (schemaname = 'directory' and tablename = 'audit_trail')`,
    );
    const counts = await Promise.all(
      rows.map(async ({ name }) => {
        const sql = `select count(*)::int as n, coalesce(sum(hashtext(t::text)::bigint), 0)::text as sum from ${name} t`;
        const { rows: counted } = await database.admin.raw<{ rows: { n: number; sum: string }[] }>(sql);
        return [name, counted[0]] as const;
      }),
    );
    // What requests leave by themselves, and instances that say that they live.
    return Object.fromEntries(counts.filter(([name]) => !/sessions|client_traces|key_fetches|key_holdings/.test(name)));
  };

  it('is a lot, and no page of it fails', () => {
    expect(pages.length).toBeGreaterThan(25);
    expect(everyForm().length).toBeGreaterThan(10);
    expect(pages.filter(({ status }) => status >= 500).map(({ path }) => path)).toEqual([]);
    // The hostile words are there to be found, or their absence as elements would mean nothing.
    expect(pages.filter(({ text }) => text.includes(mark)).length).toBeGreaterThan(5);
  });

  it('makes no element of what somebody wrote', () => {
    expect(pages.filter(({ text }) => asElement.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('runs no script but our own files, and hands no handler to an element', () => {
    const faults = pages.flatMap(({ path, text }) => [
      ...(/<script(?![^>]*\ssrc="\/assets\/)[^>]*>/i.test(text) ? [`${path}: a script in the page`] : []),
      ...(/<[^>]+\son[a-z]+="/i.test(text.replaceAll(/&quot;/g, '')) ? [`${path}: a handler`] : []),
      ...(/(href|action|src)="javascript:/i.test(text) ? [`${path}: javascript:`] : []),
    ]);
    expect(faults).toEqual([]);
  });

  it('protects every page that somebody signed in is shown', () => {
    const faults = pages.flatMap(({ path, headers }) => {
      const policy = headers.get('content-security-policy') ?? '';
      const good =
        ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self'"].every((part) =>
          policy.includes(part),
        ) &&
        !policy.includes('unsafe-') &&
        headers.get('x-content-type-options') === 'nosniff' &&
        headers.get('x-frame-options') === 'DENY' &&
        headers.get('referrer-policy') === 'same-origin' &&
        headers.get('cross-origin-opener-policy') === 'same-origin' &&
        (headers.get('cache-control') ?? '').includes('no-store');
      return good ? [] : [path];
    });
    expect(faults).toEqual([]);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['an old browser on another site', { origin: 'https://attacker.example' }],
    ['a sandboxed page', { origin: 'null' }],
  ])('has no form that somebody’s browser can be made to send from %s', async (_where, headers) => {
    const before = await everything();
    const taken: string[] = [];
    for (const { path, values } of everyForm()) {
      const { status } = await browser.clone().post(`${provider.issuer}${path}`, values, headers as never);
      if (status !== 403) taken.push(`${path} ${status}`);
    }
    expect(taken).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it('is changed by none of its forms when they come as a link', async () => {
    const before = await everything();
    for (const { path, values } of everyForm()) {
      const query = new URLSearchParams(values);
      await browser.clone().get(`${provider.issuer}${path}?${query}`, { 'sec-fetch-site': 'cross-site' });
    }
    expect(await everything()).toEqual(before);
  });
});
