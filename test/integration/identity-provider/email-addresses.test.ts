import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../../support/smtp-receiver.ts';
import { Browser } from './browser.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { linkIn, signInToOwnPages } from './own-pages.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let boris: ArrangedPerson;
let smtp: SmtpReceiver;
let asAnna: Browser;
let asBoris: Browser;
const clock = { ahead_ms: 0, now: () => new Date(Date.now() + clock.ahead_ms) };

beforeAll(async () => {
  smtp = await startSmtpReceiver();
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu });
  boris = await arrangePerson(database.admin, { university: tpu, familyName: 'Борисов' });
  provider = await startIdentityProviders(database, { clock, settings: { CAMPUS_SMTP_URL: smtp.url } });
  const password = 'пароль для адресов';
  for (const { personId } of [anna, boris])
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
  asAnna = (await signInToOwnPages(provider, { login: anna.eppn, password })).browser;
  asBoris = (await signInToOwnPages(provider, { login: boris.eppn, password })).browser;
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
  await smtp?.stop();
});

const at = (path: string) => `${provider.issuer}${path}`;

async function add(browser: Browser, address: string): Promise<string> {
  const before = smtp.received.length;
  const response = await browser.post(at('/account/addresses'), { address });
  expect(response.status).toBe(200);
  for (let i = 0; i < 200; i += 1) {
    const letter = smtp.received.slice(before).find((mail) => mail.to.includes(address));
    if (letter) return linkIn(letter.text, '/account/addresses/confirm');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no letter came');
}

const confirm = (browser: Browser, link: string) =>
  browser.post(at('/account/addresses/confirm'), { token: new URL(link).searchParams.get('token')! });

describe('an address of one’s own', () => {
  it('counts once its owner has opened the link, pressed the button, and only in the account that it is for', async () => {
    const link = await add(asAnna, 'anna@home.example');
    expect(await (await asAnna.get(link)).text()).toContain('anna@home.example');
    expect((await new Browser().get(link)).status).toBe(303);
    expect((await asBoris.get(link)).status).toBe(410);
    expect((await confirm(asBoris, link)).status).toBe(410);
    const outcomes = await Promise.all(Array.from({ length: 20 }, async () => (await confirm(asAnna, link)).status));
    expect(outcomes.filter((status) => status === 303)).toHaveLength(1);
    expect(outcomes.filter((status) => status === 410)).toHaveLength(19);
    // Told everywhere: the university's mailbox sees that an address was added.
    await smtp.waitFor(anna.eppn, 'Добавлен адрес почты');
    await smtp.waitFor('anna@home.example', 'Добавлен адрес почты');
    expect(await (await asAnna.get(at('/account/notices'))).text()).toContain('anna@home.example');
    expect(await (await asBoris.get(at('/account/notices'))).text()).not.toContain('anna@home.example');
  });

  it('is not confirmed after an hour, nor by an older link than the last', async () => {
    const first = await add(asAnna, 'second@home.example');
    const last = await add(asAnna, 'second@home.example');
    expect((await confirm(asAnna, first)).status).toBe(410);
    clock.ahead_ms = 61 * 60_000;
    expect((await confirm(asAnna, last)).status).toBe(410);
    clock.ahead_ms = 0;
    expect((await confirm(asAnna, last)).status).toBe(303);
  });

  it('is refused where it is none, and where it would be two', async () => {
    for (const address of ['anna@', 'a@b.org,c@d.org', 'a@b.org\r\nBcc: c@d.org']) {
      const response = await asBoris.post(at('/account/addresses'), { address });
      expect(response.status).toBe(422);
    }
  });

  it('is removed by its owner alone, and told so itself', async () => {
    const page = await (await asAnna.get(at('/account/addresses'))).text();
    const id = /name="id" value="([0-9a-f-]{36})"/.exec(page)![1]!;
    await asBoris.post(at('/account/addresses/remove'), { id });
    expect(await (await asAnna.get(at('/account/addresses'))).text()).toContain(id);
    await asAnna.post(at('/account/addresses/remove'), { id });
    expect(await (await asAnna.get(at('/account/addresses'))).text()).not.toContain(id);
    await smtp.waitFor('anna@home.example', 'Удалён адрес почты');
    await smtp.waitFor(anna.eppn, 'Удалён адрес почты');
  });

  it('gets no more than a few letters an hour', async () => {
    const statuses = [];
    for (let i = 0; i < 6; i += 1)
      statuses.push((await asBoris.post(at('/account/addresses'), { address: 'stranger@home.example' })).status);
    expect(statuses).toContain(429);
  });
});
