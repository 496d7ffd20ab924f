import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Browser } from './browser.ts';
import {
  addTotp,
  beginSignIn,
  codeFor,
  follow,
  makeRecoveryCodes,
  sendPassword,
  withoutQuery,
} from './factor-flows.ts';
import { type FactorWorld, isLetIn, mfa, openFactorWorld } from './factor-world.ts';
import { authorizationRequest } from './flows.ts';
import type { IdentityProvider } from './identity-provider.ts';

let world: FactorWorld;
let provider: IdentityProvider;
const somebody = () => world.somebody();

let later_ms = 0;

beforeAll(async () => {
  world = await openFactorWorld({ clock: { now: () => new Date(Date.now() + later_ms) } });
  provider = world.provider;
});

afterAll(() => world?.stop());

describe('one-time codes', () => {
  it('are asked for after the password, make the sign-in MFA, and serve once each', async () => {
    const { person, who, browser } = await somebody();
    const secret = await addTotp(provider, browser);
    expect(await world.kinds(person.personId)).toEqual(['totp-added']);

    const { request, url } = await world.afterPassword(new Browser(), who);
    expect(url).toMatch(/\/second-factor$/);
    const elsewhere = new Browser();
    const second = await world.afterPassword(elsewhere, who);

    // The code that confirmed the secret was used by that; the next step's is within what clocks may be off.
    const spent = await elsewhere.post(second.url, { code: codeFor(secret) });
    expect(spent.status).toBe(422);
    const code = codeFor(secret, new Date(), 1);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        elsewhere.clone().post(second.url, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` }),
      ),
    );
    const winners = answers.filter(isLetIn);
    expect(winners).toHaveLength(1);
    const claims = await world.idTokenAt((await follow(provider, elsewhere, winners[0]!)).url, second.request.verifier);
    expect(claims['acr']).toBe(mfa);
    expect(claims['amr']).toEqual(['pwd', 'otp']);
    expect(request.url).not.toBe(second.request.url);
  });

  it('cannot be got around: a sign-in without the code gives no session', async () => {
    const { who, browser } = await somebody();
    await addTotp(provider, browser);
    const stranger = new Browser();
    const { url } = await world.afterPassword(stranger, who);
    const uid = withoutQuery(url).replace(/\/second-factor$/, '');
    const resumed = await stranger.get(uid.replace('/interaction/', '/auth/'));
    expect(resumed.headers.get('location') ?? '').not.toContain('code=');
    const own = await follow(provider, stranger, await stranger.get(`${provider.issuer}/account`));
    expect(own.url).toContain('/interaction/');
  });

  it('of one person do not serve another who began in the same browser and the same sign-in', async () => {
    const [anna, boris] = [await somebody(), await somebody()];
    const hers = await addTotp(provider, anna.browser);
    const his = await addTotp(provider, boris.browser);
    const shared = new Browser();
    const request = authorizationRequest(provider.issuer, world.client);
    const page = await beginSignIn(provider, shared, request);
    const first = await sendPassword(provider, shared, page, anna.who);
    await sendPassword(provider, shared, page, boris.who);
    expect((await shared.post(first.url, { code: codeFor(hers, new Date(), 1) })).status).toBe(422);
    const done = await follow(provider, shared, await shared.post(first.url, { code: codeFor(his, new Date(), 1) }));
    const claims = await world.idTokenAt(done.url, request.verifier);
    expect([claims.sub, claims['amr']]).toEqual([boris.person.referenceId, ['pwd', 'otp']]);
  });

  it('stop being asked for once they are turned off, and whoever guesses is stopped', async () => {
    const { person, who, browser } = await somebody();
    await addTotp(provider, browser);
    const guesser = new Browser();
    const { url } = await world.afterPassword(guesser, who);
    for (let n = 0; n < 10; n += 1) {
      expect((await guesser.post(url, { code: String(100_000 + n) })).status).toBe(422);
    }
    const stopped = await guesser.post(url, { code: '123456' });
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);

    await browser.post(`${provider.issuer}/account/security/totp/remove`, {});
    expect((await world.afterPassword(new Browser(), who)).url).toContain('code=');
    expect(await world.audited(person.personId)).toEqual(
      expect.arrayContaining(['totp.added', 'totp.removed', 'second-factor.failed']),
    );
    expect(await world.kinds(person.personId)).toEqual(['totp-added', 'totp-removed']);
  });

  it('are sealed where they are kept', async () => {
    const { person, browser } = await somebody();
    const secret = await addTotp(provider, browser);
    const { rows } = await world.database.admin.raw<{ rows: { sealed: string }[] }>(
      'select sealed_secret as sealed from identity_provider.totp where person_id = ?',
      [person.personId],
    );
    expect(rows[0]!.sealed).toMatch(/^v1\./);
    expect(rows[0]!.sealed).not.toContain(secret);
  });
});

describe('recovery codes', () => {
  it('stand in once each, and new ones end the old ones', async () => {
    const { person, who, browser } = await somebody();
    await addTotp(provider, browser);
    const codes = await makeRecoveryCodes(provider, browser);
    expect(new Set(codes).size).toBe(10);

    const phoneless = new Browser();
    const { request, url } = await world.afterPassword(phoneless, who);
    const page = await (await phoneless.get(`${url}?recovery=yes`)).text();
    expect(page).toContain('name="recovery"');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => phoneless.clone().post(url, { code: codes[0]!.toLowerCase(), recovery: 'yes' })),
    );
    expect(answers.filter(isLetIn)).toHaveLength(1);
    const done = await follow(provider, phoneless, answers.find(isLetIn)!);
    expect((await world.idTokenAt(done.url, request.verifier))['acr']).toBe(mfa);
    expect(await world.kinds(person.personId)).toEqual(['totp-added', 'recovery-codes-made', 'recovery-code-used']);

    await makeRecoveryCodes(provider, browser);
    const again = new Browser();
    const later = await world.afterPassword(again, who);
    expect((await again.post(later.url, { code: codes[1]!, recovery: 'yes' })).status).toBe(422);
    const { rows } = await world.database.admin.raw<{ rows: { text: string }[] }>(
      'select recovery_codes::text as text from identity_provider.recovery_codes',
    );
    expect(JSON.stringify(rows)).not.toContain(codes[0]!.replace('-', ''));
  });

  it('are for whoever has something to recover, and go with it', async () => {
    const { person, browser } = await somebody();
    expect(await makeRecoveryCodes(provider, browser)).toEqual([]);
    await addTotp(provider, browser);
    expect(await makeRecoveryCodes(provider, browser)).toHaveLength(10);
    await browser.post(`${provider.issuer}/account/security/totp/remove`, {});
    const { rows } = await world.database.admin.raw<{ rows: unknown[] }>(
      'select 1 from identity_provider.recovery_codes where person_id = ?',
      [person.personId],
    );
    expect(rows).toEqual([]);
  });
});

describe('whoever looks after his factors', () => {
  it('has proved just now who he is: an open session of yesterday changes nothing', async () => {
    const { person, browser } = await somebody();
    await addTotp(provider, browser);
    later_ms = 16 * 60_000;
    try {
      const path = `${provider.issuer}/account/security`;
      expect((await browser.get(path)).status).toBe(200);
      for (const change of ['totp/begin', 'totp/remove', 'recovery-codes', 'passkeys', 'passkeys/question']) {
        const answer = await browser.post(`${path}/${change}`, {}, { referer: path });
        expect([change, answer.status, answer.headers.get('location')]).toEqual([
          change,
          303,
          expect.stringMatching(/^\/account\/sign-in\?again=yes/),
        ]);
      }
      expect((await browser.get(`${path}/passkeys/new`)).headers.get('location')).toContain('again=yes');
    } finally {
      later_ms = 0;
    }
    expect(await world.kinds(person.personId)).toEqual(['totp-added']);
  });
});
