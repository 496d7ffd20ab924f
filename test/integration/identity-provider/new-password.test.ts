import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { hashToken } from '@onecampus/tokens';
import { redeemPasswordReset } from '../../../services/identity-provider/src/store/password-resets.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../../support/smtp-receiver.ts';
import { Browser } from './browser.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { linkIn, signInToOwnPages } from './own-pages.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let person: ArrangedPerson;
let other: ArrangedPerson;
let smtp: SmtpReceiver;
const clock = { ahead_ms: 0, now: () => new Date(Date.now() + clock.ahead_ms) };
const log: string[] = [];
const old = 'старый пароль человека';

beforeAll(async () => {
  smtp = await startSmtpReceiver();
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  person = await arrangePerson(database.admin, { university: tpu, login: 'a.semyonova' });
  other = await arrangePerson(database.admin, { university: tpu, login: 'b.other' });
  provider = await startIdentityProviders(database, {
    clock,
    settings: { CAMPUS_SMTP_URL: smtp.url },
    log: (line) => log.push(line),
  });
  for (const { personId } of [person, other])
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password: old });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
  await smtp?.stop();
});

const at = (path: string) => `${provider.issuer}${path}`;

async function ask(login: string, university = ''): Promise<Response> {
  return new Browser().post(at('/forgotten'), { university, login });
}

async function newLink(login = person.eppn, to = person.eppn): Promise<{ link: string; token: string }> {
  const before = smtp.received.length;
  await ask(login);
  for (let i = 0; i < 200; i += 1) {
    const letter = smtp.received
      .slice(before)
      .find((mail) => mail.to.includes(to) && mail.text.includes('new-password'));
    if (letter) {
      const link = linkIn(letter.text, '/new-password');
      return { link, token: new URL(link).searchParams.get('token')! };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no letter came');
}

const choose = (token: string, password: string) => new Browser().post(at('/new-password'), { token, password });

describe('a forgotten password', () => {
  it('is answered alike for somebody and for nobody, and waits for the same single row', async () => {
    const pages = [];
    for (const login of ['b.other', 'n.obody']) {
      const response = await ask(login, 'tpu');
      pages.push({ status: response.status, body: await response.text() });
    }
    expect(pages[0]).toEqual(pages[1]);
    await smtp.waitFor(other.eppn, 'Новый пароль');
    expect(smtp.received.filter(({ text }) => text.includes('new-password')).map(({ to }) => to)).toEqual([
      [other.eppn],
    ]);
  });

  it('comes also to those who asked behind somebody whose request does not open any more', async () => {
    await database.admin.raw(
      `insert into identity_provider.password_requests (id, sealed)
       select '00000000-0000-7000-8000-00000000000a', 'v1.gone.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'`,
    );
    expect((await newLink(other.eppn, other.eppn)).token).toMatch(/^[\w-]{43}$/);
    const { rows } = await database.admin.raw<{ rows: unknown[] }>('select from identity_provider.password_requests');
    expect(rows).toEqual([]);
    expect(log.some((line) => line.includes('does not open; it is dropped'))).toBe(true);
  });

  it('is replaced by the link of a letter, once; whoever was signed in is not any more, and the owner is told', async () => {
    const signedIn = await signInToOwnPages(provider, { login: person.eppn, password: old });
    expect(signedIn.url).toBe(at('/account'));
    const { link, token } = await newLink();
    // A program that looks through mail opens it first: that uses nothing up.
    expect((await new Browser().get(link)).status).toBe(200);
    const short = await choose(token, 'корот');
    expect(short.status).toBe(422);
    const fresh = 'совсем новый пароль человека';
    expect((await choose(token, fresh)).status).toBe(200);
    expect((await choose(token, 'пароль второго, кто нашёл ссылку')).status).toBe(410);
    expect((await new Browser().get(link)).status).toBe(410);

    expect((await signedIn.browser.get(at('/account'))).status).toBe(303);
    expect((await signInToOwnPages(provider, { login: person.eppn, password: old })).response.status).toBe(422);
    expect((await signInToOwnPages(provider, { login: person.eppn, password: fresh })).url).toBe(at('/account'));
    await smtp.waitFor(person.eppn, 'по ссылке из письма');
    const { rows } = await database.admin.raw<{ rows: { action: string }[] }>(
      `select action from directory.audit_trail where subject = ? and action like 'password.%' order by id`,
      [`person:${person.personId}`],
    );
    expect(rows.map(({ action }) => action)).toEqual(['password.set', 'password.reset_asked', 'password.reset']);
  });

  it('is set by one of a hundred who use the link at once', async () => {
    const { token } = await newLink();
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => (await choose(token, `пароль наперегонки ${n}`)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(99);
  });

  it('is not set after ten minutes, nor for an account that was locked meanwhile', async () => {
    const late = await newLink(other.eppn, other.eppn);
    clock.ahead_ms = 10 * 60_000 + 1_000;
    expect((await choose(late.token, 'пароль после срока')).status).toBe(410);
    clock.ahead_ms = 0;
    const db = database.as('identity-provider');
    const [hash, later] = [hashToken(late.token), new Date(Date.now() + 10 * 60_000 + 1_000)];
    expect(await transaction(db, (tx) => redeemPasswordReset(tx, hash, later))).toBeUndefined();
    await provider.api('PUT', `/api/v1/accounts/${other.personId}/state`, 'accounts.write', { state: 'locked' });
    expect((await choose(late.token, 'пароль закрытому')).status).toBe(410);
    await provider.api('PUT', `/api/v1/accounts/${other.personId}/state`, 'accounts.write', { state: 'active' });
  });

  it('leaves the second factor where it is: the new password alone opens nothing', async () => {
    const { token } = await newLink();
    await database.admin.raw(
      `insert into identity_provider.totp (person_id, sealed_secret, confirmed_at) values (?, 'v1.x.y.z', now())`,
      [person.personId],
    );
    const fresh = 'пароль при втором факторе';
    expect((await choose(token, fresh)).status).toBe(200);
    const after = await signInToOwnPages(provider, { login: person.eppn, password: fresh });
    expect(after.url).toMatch(/\/interaction\/[^/]+\/second-factor$/);
    await database.admin.raw('delete from identity_provider.totp');
  });

  it('fills nobody’s mailbox: after some letters the name has to wait, known or not', async () => {
    for (const login of ['x.unknown', 'x.unknown2']) {
      const statuses = [];
      for (let i = 0; i < 5; i += 1) statuses.push((await ask(login, 'tpu')).status);
      expect(statuses).toEqual([200, 200, 200, 200, 429]);
    }
  });

  it('leaves neither link nor name in the log or the database', async () => {
    const tokens = smtp.received.flatMap(({ text }) => /token=([\w-]+)/.exec(text)?.[1] ?? []);
    expect(tokens.length).toBeGreaterThan(3);
    expect(log.filter((line) => tokens.some((one) => line.includes(one)) || line.includes('x.unknown'))).toEqual([]);
    const { rows } = await database.admin.raw<{ rows: { token_hash: string }[] }>(
      'select token_hash from identity_provider.password_resets',
    );
    expect(rows.filter(({ token_hash }) => tokens.includes(token_hash))).toEqual([]);
  });
});
