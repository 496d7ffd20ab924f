import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formsOf } from '../../support/browser-forms.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { allowedTokens } from './consent-flow.ts';
import { authorizationRequest, freshTokens, tokenRequest, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let boris: ArrangedPerson;
const password = 'верный пароль 1';
const clock = { ms: 0 };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu, tsu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu, roles: ['administrator'] });
  boris = await arrangePerson(database.admin, { university: tsu, roles: ['administrator'] });
  provider = await startIdentityProviders(database, {
    settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' },
    clock: { now: () => new Date(Date.now() + clock.ms) },
  });
  for (const { personId } of [anna, boris])
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

/** A console page, as an administrator gets to it: over the sign-in where that is asked for. */
async function open(
  browser: Browser,
  path: string,
  who: ArrangedPerson,
): Promise<{ url: string; status: number; html: string }> {
  const at = `${provider.issuer}${path}`;
  let { url, response } = await browser.follow(await browser.get(at), 'no such address');
  if (url.includes('/interaction/'))
    ({ url, response } = await browser.follow(
      await browser.post(url, { university: '', login: who.eppn, password }),
      'no such address',
    ));
  return { url, status: response.status, html: await response.text() };
}

async function send(browser: Browser, path: string, form: Record<string, string>) {
  const response = await browser.post(`${provider.issuer}${path}`, form, { referer: `${provider.issuer}${path}` });
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
}

const text = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');
const copied = (html: string, label: string) =>
  new RegExp(`class="copy-label"[^>]*>${label}</p><pre[^>]*>([^<]*)</pre>`).exec(html)?.[1];

describe('the services of a university in its console', () => {
  it('are connected, tried, opened, changed, given a new secret and suspended', async () => {
    const browser = new Browser();
    expect((await open(browser, '/console/tpu/clients', anna)).html).toContain('Сервисов ещё нет');
    expect((await open(browser, '/console/tpu/clients/add', anna)).html).toContain('mod_auth_openidc');
    const add = '/console/tpu/clients/add/mod-auth-openidc';
    expect((await open(browser, add, anna)).status).toBe(200);
    const unfit = await send(browser, add, { nameRu: 'Вики', name: 'Wiki', address: 'javascript:alert(1)' });
    expect(unfit.status).toBe(422);
    const made = await send(browser, add, {
      nameRu: 'Вики ТПУ',
      name: 'Wiki of TPU',
      address: 'http://localhost:9/wiki/',
    });
    expect(made.status).toBe(200);
    const client = {
      client_id: copied(made.html, 'Идентификатор \\(client id\\)')!,
      client_secret: copied(made.html, 'Секрет \\(client secret\\)')!,
      redirect_uri: 'http://localhost:9/wiki/oidc/callback',
    };
    expect(copied(made.html, 'OIDCRedirectURI')).toBe(client.redirect_uri);
    expect(copied(made.html, 'OIDCClientSecret')).toBe(client.client_secret);
    const root = `/console/tpu/clients/${client.client_id}`;
    // The secret is on no page ever again.
    const shown = await open(browser, root, anna);
    expect(shown.html).toContain('OIDCClientSecret');
    // Whatever the page leads to is there.
    for (const [, href] of shown.html.matchAll(/href="(\/console[^"?]*)"/g))
      expect([href, (await open(browser, href!, anna)).status]).toEqual([href, 200]);
    expect(shown.html).not.toContain(client.client_secret);

    const version = (html: string) => formsOf(html).find(({ values }) => values['version'])!.values['version']!;
    const early = await open(browser, `${root}/state/live`, anna);
    expect((await send(browser, `${root}/state/live`, { version: version(early.html) })).status).toBe(409);

    const { tokens } = await freshTokens(provider.issuer, client, { login: anna.eppn, password });
    await userinfo(provider.issuer, tokens.access_token);
    let test = await open(browser, `${root}/test`, anna);
    for (let tries = 0; tries < 100 && !test.html.includes('Проверка пройдена'); tries += 1)
      test = await open(browser, `${root}/test`, anna);
    expect(text(test.html)).toContain(anna.eppn);
    const live = await open(browser, `${root}/state/live`, anna);
    expect((await send(browser, `${root}/state/live`, { version: version(live.html) })).status).toBe(303);
    // He is of another university, so he is asked, whatever this one says of its service.
    const ofAnother = await allowedTokens(provider.issuer, client, { login: boris.eppn, password });
    expect(ofAnother.tokens.id_token).toBeDefined();

    const edit = await open(browser, `${root}/edit`, anna);
    const form = { ...formsOf(edit.html).find(({ action }) => action.endsWith('/edit'))!.values, name: 'Wiki II' };
    expect((await send(browser, `${root}/edit`, form)).status).toBe(303);
    expect((await send(browser, `${root}/edit`, form)).status).toBe(409);

    const secretPage = await open(browser, `${root}/secret`, anna);
    const fresh = await send(browser, `${root}/secret`, { version: version(secretPage.html), keep: '1' });
    const newSecret = copied(fresh.html, 'Секрет \\(client secret\\)')!;
    for (const client_secret of [newSecret, client.client_secret]) {
      const answer = await tokenRequest(
        provider.issuer,
        { ...client, client_secret },
        { grant_type: 'authorization_code', code: 'x', redirect_uri: 'x' },
      );
      expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
    }
    const suspend = await open(browser, `${root}/state/suspended`, anna);
    await send(browser, `${root}/state/suspended`, { version: version(suspend.html) });
    expect((await new Browser().get(authorizationRequest(provider.issuer, client).url)).status).toBe(400);
    const history = text((await open(browser, `${root}/history`, anna)).html);
    for (const words of ['Регистрация', 'новый секрет', 'Wiki of TPU → Wiki II', 'открыт → приостановлен', 'вы'])
      expect(history).toContain(words);
    const { rows } = await database.admin.raw<{ rows: { action: string }[] }>(
      `select action from directory.audit_trail where subject = ? and university_id is not null order by at, id`,
      [`client:${client.client_id}`],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'client.created',
      'client.opened',
      'client.changed',
      'client.secret_replaced',
      'client.suspended',
    ]);
  });

  it('may be any that speak OpenID Connect, with a secret or without, and are not made unfit', async () => {
    const browser = new Browser();
    const add = '/console/tpu/clients/add/other';
    await open(browser, add, anna);
    const form = {
      nameRu: 'Портал',
      name: 'Portal',
      redirectUris: 'http://portal.tpu.ru/a\r\nhttp://portal.tpu.ru/b',
      scope: 'openid profile',
    };
    const unfit = await send(browser, add, {
      ...form,
      scope: 'openid groups',
      redirectUris: 'ftp://x',
      kind: 'public',
      noPkce: 'yes',
    });
    expect(unfit.status).toBe(422);
    for (const words of ['Здесь есть слово, которого мы не знаем', 'Один из адресов не годится'])
      expect(text(unfit.html)).toContain(words);
    const spa = await send(browser, add, { ...form, kind: 'public' });
    expect(copied(spa.html, 'Секрет \\(client secret\\)')).toBeUndefined();
    expect(copied(spa.html, 'code_challenge_method')).toBe('S256');
    const made = await send(browser, add, { ...form, noPkce: 'yes' });
    expect(copied(made.html, 'code_challenge_method')).toBeUndefined();
    const id = copied(made.html, 'Идентификатор \\(client id\\)')!;
    const edit = await open(browser, `/console/tpu/clients/${id}/edit`, anna);
    const { noPkce, ...values } = formsOf(edit.html).find(({ action }) => action.endsWith('/edit'))!.values;
    expect(noPkce).toBe('yes');
    const wrong = await send(browser, `/console/tpu/clients/${id}/edit`, { ...values, scope: 'groups' });
    expect(wrong.status).toBe(422);
    expect((await send(browser, `/console/tpu/clients/${id}/edit`, { ...values, scope: 'openid' })).status).toBe(303);
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      'select require_pkce, scope, redirect_uris, state, sector is not null as fixed from identity_provider.clients where id = ?',
      [id],
    );
    expect(rows).toEqual([
      {
        require_pkce: true,
        scope: 'openid',
        redirect_uris: ['http://portal.tpu.ru/a', 'http://portal.tpu.ru/b'],
        state: 'draft',
        fixed: true,
      },
    ]);
  });

  it('are not there for administrators of another university, neither on their pages nor by their ids', async () => {
    const own = new Browser();
    await open(own, '/console/tpu/clients/add/moodle', anna);
    const made = await send(own, '/console/tpu/clients/add/moodle', {
      nameRu: 'М',
      name: 'M',
      address: 'http://localhost:9',
    });
    const id = copied(made.html, 'Идентификатор \\(client id\\)')!;
    const other = new Browser();
    expect((await open(other, '/console/tsu/clients', boris)).html).not.toContain(id);
    for (const path of ['', '/edit', '/secret', '/history', '/doctor', '/test', '/state/withdrawn']) {
      expect((await open(other, `/console/tsu/clients/${id}${path}`, boris)).status).toBe(404);
      expect((await open(other, `/console/tpu/clients/${id}${path}`, boris)).status).toBe(404);
    }
    for (const [path, form] of [
      ['/secret', { version: '1', keep: '0' }],
      ['/state/withdrawn', { version: '1' }],
      ['/edit', { version: '1', name: 'x', nameRu: 'x', redirectUris: 'http://localhost:9/x' }],
      ['/older-secret/end', { version: '1' }],
    ] as const)
      expect((await send(other, `/console/tsu/clients/${id}${path}`, form)).status).toBe(404);
    expect((await open(own, `/console/tpu/clients/${id}/history`, anna)).html).toContain('Регистрация');
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      'select 1 from identity_provider.clients where id = ? and version = 1',
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('are changed only by who proved within a quarter of an hour who he is', async () => {
    const browser = new Browser();
    await open(browser, '/console/tpu/clients', anna);
    clock.ms = 16 * 60_000;
    try {
      expect((await open(browser, '/console/tpu/clients', anna)).html).toContain('Вики');
      const answer = await browser.get(`${provider.issuer}/console/tpu/clients/add/moodle`);
      expect(answer.headers.get('location')).toContain('again=yes');
      const post = await send(browser, '/console/tpu/clients/add/moodle', {
        nameRu: 'x',
        name: 'x',
        address: 'http://localhost:9',
      });
      expect(post.location).toContain('again=yes');
    } finally {
      clock.ms = 0;
    }
  });
});

describe('the doctor’s page', () => {
  it('names the wrong setting in both languages with the product’s own field, and follows by itself when asked', async () => {
    const browser = new Browser();
    await open(browser, '/console/tpu/clients/add/moodle', anna);
    const made = await send(browser, '/console/tpu/clients/add/moodle', {
      nameRu: 'Moodle',
      name: 'Moodle',
      address: 'http://localhost:9/m',
    });
    const client_id = copied(made.html, 'Идентификатор \\(client id\\)')!;
    const wrong = { client_id, redirect_uri: 'http://localhost:9/m/admin/oauth2callback.php/' };
    await new Browser().get(authorizationRequest(provider.issuer, wrong).url);
    const path = `/console/tpu/clients/${client_id}/doctor`;
    let page = await open(browser, path, anna);
    for (let tries = 0; tries < 100 && !page.html.includes('oauth2callback.php/'); tries += 1)
      page = await open(browser, path, anna);
    expect(text(page.html)).toContain('Адрес возврата отличается чертой в конце');
    expect(text(page.html)).toContain('$CFG->wwwroot (config.php)');
    expect(text((await open(browser, `${path}?lang=en`, anna)).html)).toContain(
      'The redirect address differs by a slash at the end',
    );
    expect((await browser.get(`${provider.issuer}${path}?live=yes`)).headers.get('refresh')).toBe('3');
    expect((await browser.get(`${provider.issuer}${path}`)).headers.get('refresh')).toBeNull();
  });
});
