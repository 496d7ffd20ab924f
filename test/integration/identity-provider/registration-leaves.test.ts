import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { campus } from '../../journeys/campus.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import type { Browser } from './browser.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

const password = 'верный пароль 1';

describe('leave to register', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let folder: string;
  let own: Browser;
  let foreign: Browser;

  beforeAll(async () => {
    database = await freshDatabase();
    const { tpu, tsu } = await arrangeUniversities(database.admin);
    provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
    const signedIn = async (person: ArrangedPerson) => {
      await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
      return (await signInToOwnPages(provider, { login: person.eppn, password })).browser;
    };
    own = await signedIn(await arrangePerson(database.admin, { university: tpu, roles: ['administrator'] }));
    foreign = await signedIn(await arrangePerson(database.admin, { university: tsu, roles: ['administrator'] }));
    folder = await mkdtemp(path.join(tmpdir(), 'campus-leaves-'));
    const { issuer, operatorSecret } = provider;
    const services = {
      'identity-provider': issuer,
      registrar: issuer,
      'card-issuer': issuer,
      'access-checker': issuer,
    };
    await writeFile(
      path.join(folder, 'operator.json'),
      JSON.stringify({ issuer, clientId: 'operator', clientSecret: operatorSecret, scope: 'clients.write', services }),
    );
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
    if (folder) await rm(folder, { recursive: true });
  });

  const at = (university: string, rest = '') => `${provider.issuer}/console/${university}/clients/leaves${rest}`;
  const textOf = async (browser: Browser, url: string) => {
    const response = await browser.get(url);
    return { status: response.status, html: await response.text() };
  };
  const wish = {
    label: 'Лаборатория',
    hosts: 'lms.tpu.ru\r\n*.lab.tpu.ru',
    scope: 'openid profile',
    state: 'draft',
    uses: '2',
    days: '7',
  };
  const register = (token: string, uri: string) =>
    fetch(`${provider.issuer}/reg`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ client_name: 'Notes', redirect_uris: [uri] }),
    });
  const tokenIn = (html: string) => /<pre class="copy-value"[^>]*>([A-Za-z0-9_-]{43})<\/pre>/.exec(html)?.[1];

  it('is given in the console of the university, its token shown once; its use is seen, and it is taken back', async () => {
    const answer = await own.post(at('tpu'), wish);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const token = tokenIn(await answer.text());
    expect(token).toBeDefined();
    const before = await textOf(own, at('tpu'));
    expect(before.html).toContain('*.lab.tpu.ru');
    expect(before.html).toContain('не было');
    expect(before.html).not.toContain(token!);

    expect((await register(token!, 'https://notes.lab.tpu.ru/callback')).status).toBe(201);
    expect((await register(token!, 'https://notes.tsu.ru/callback')).status).toBe(400);
    const leave = await database.admin('identity_provider.initial_access_tokens').where({ label: wish.label }).first();
    expect(leave).toMatchObject({ uses_left: 1, first_party: false, registered_state: 'draft' });
    expect(leave.last_used_at).not.toBeNull();
    expect((await textOf(own, at('tpu'))).html).not.toContain('не было');

    // Another university's administrator neither sees it nor takes it back, at whichever address.
    expect((await textOf(foreign, at('tpu'))).status).toBe(404);
    expect((await textOf(foreign, at('tsu'))).html).not.toContain('Лаборатория');
    expect((await foreign.post(at('tsu', `/${leave.id}/revoke`), {})).status).toBe(404);
    expect((await register(token!, 'https://second.lab.tpu.ru/callback')).status).toBe(201);

    await database.admin('identity_provider.initial_access_tokens').where({ id: leave.id }).update({ uses_left: 1 });
    expect((await own.post(at('tpu', `/${leave.id}/revoke`), {})).status).toBe(303);
    expect((await register(token!, 'https://third.lab.tpu.ru/callback')).status).toBe(401);
    expect((await textOf(own, at('tpu'))).html).toContain('отозвано');
    const audited = await database.admin('directory.audit_trail').where({ subject: `registration-leave:${leave.id}` });
    expect(audited.map(({ action }: { action: string }) => action)).toEqual([
      'registration-leave.given',
      'registration-leave.revoked',
    ]);
  });

  it('says what is wrong with a wish and gives nothing', async () => {
    const count = async () =>
      Number((await database.admin('identity_provider.initial_access_tokens').count())[0]!['count']);
    const before = await count();
    for (const [change, said] of [
      [{ hosts: 'https://lms.tpu.ru/' }, 'не похожа на имя узла'],
      [{ scope: 'openid keys.write' }, 'даёт только оператор'],
      [{ label: '' }, 'Заполните это поле'],
    ] as const) {
      const answer = await own.post(at('tpu'), { ...wish, ...change });
      expect([answer.status, (await answer.text()).includes(said)]).toEqual([422, true]);
    }
    expect(await count()).toBe(before);
  });

  it('is given, listed and revoked by command', async () => {
    const run = (...args: string[]) =>
      campus(path.join(folder, 'operator.json'), 'clients', 'leaves', ...args, '--output', 'json');
    const given = await run('give', 'Курсы', '--host', 'lms.tsu.ru', '--university', 'tsu', '--uses', '3', '--live');
    expect(given.code).toBe(0);
    const { id, initial_access_token } = given.json<{ id: string; initial_access_token: string }>();
    expect((await register(initial_access_token, 'https://lms.tsu.ru/callback')).status).toBe(201);
    const listed = (await run('list')).json<{ leaves: { id: string }[] }>().leaves.find((one) => one.id === id);
    expect(listed).toMatchObject({ label: 'Курсы', uses_left: 2, registered_state: 'live', revoked_at: null });
    expect((await textOf(foreign, at('tsu'))).html).toContain('Курсы');
    expect((await run('revoke', id)).code).toBe(0);
    expect((await run('revoke', id)).code).toBe(4);
    expect((await run('give', 'x', '--host', 'lms.tsu.ru', '--university', 'nobody')).code).toBe(4);
  });
});
