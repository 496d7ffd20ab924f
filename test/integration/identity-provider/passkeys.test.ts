import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { softAuthenticator } from '../../support/soft-authenticator.ts';
import { Browser } from './browser.ts';
import { addPasskey, answerWithPasskey, beginSignIn, follow, withoutQuery } from './factor-flows.ts';
import { type FactorWorld, isLetIn, mfa, openFactorWorld } from './factor-world.ts';
import { authorizationRequest } from './flows.ts';
import type { IdentityProvider } from './identity-provider.ts';

let world: FactorWorld;
let provider: IdentityProvider;
const somebody = () => world.somebody();

beforeAll(async () => {
  world = await openFactorWorld();
  provider = world.provider;
});

afterAll(() => world?.stop());

describe('passkeys', () => {
  it('sign in alone, as MFA, without a university or a login; several have names', async () => {
    const { person, browser } = await somebody();
    const [phone, key] = [
      softAuthenticator({ origin: provider.issuer, synced: true }),
      softAuthenticator({ origin: provider.issuer, counts: true }),
    ];
    expect((await addPasskey(provider, browser, phone, 'Телефон')).headers.get('location')).toContain('passkeyAdded');
    expect((await addPasskey(provider, browser, key, 'Синий ключ')).status).toBe(303);
    const page = await (await browser.get(`${provider.issuer}/account/security`)).text();
    expect(page).toContain('Телефон');
    expect(page).toContain('Синий ключ');
    expect(await world.kinds(person.personId)).toEqual(['passkey-added', 'passkey-added']);

    for (const [authenticator, held] of [
      [phone, 'swk'],
      [key, 'hwk'],
    ] as const) {
      const visitor = new Browser();
      const request = authorizationRequest(provider.issuer, world.client);
      const url = await beginSignIn(provider, visitor, request);
      const done = await follow(provider, visitor, await answerWithPasskey(visitor, url, authenticator));
      const claims = await world.idTokenAt(done.url, request.verifier);
      expect([claims.sub, claims['acr'], claims['amr']]).toEqual([person.referenceId, mfa, [held, 'user']]);
    }
  });

  it('stand in after the password where they check nobody, and never alone', async () => {
    const { who, browser } = await somebody();
    const token = softAuthenticator({ origin: provider.issuer, verifiesUser: false });
    await addPasskey(provider, browser, token);

    const alone = new Browser();
    const url = await beginSignIn(provider, alone, authorizationRequest(provider.issuer, world.client));
    expect((await answerWithPasskey(alone, url, token)).status).toBe(422);

    const visitor = new Browser();
    const second = await world.afterPassword(visitor, who);
    expect(second.url).toMatch(/\/second-factor$/);
    const done = await follow(provider, visitor, await answerWithPasskey(visitor, second.url, token));
    expect((await world.idTokenAt(done.url, second.request.verifier))['amr']).toEqual(['pwd', 'hwk']);
  });

  it('of somebody else do not stand in for one’s own', async () => {
    const [anna, boris] = [await somebody(), await somebody()];
    const [hers, his] = [
      softAuthenticator({ origin: provider.issuer }),
      softAuthenticator({ origin: provider.issuer }),
    ];
    await addPasskey(provider, anna.browser, hers);
    await addPasskey(provider, boris.browser, his);
    const thief = new Browser();
    const { url } = await world.afterPassword(thief, anna.who);
    const question = (await (await thief.post(`${url}/passkey/question`, {})).json()) as { allowCredentials: unknown };
    const credential = his.get({ ...(question as never as { challenge: string; rpId: string }), allowCredentials: [] });
    expect((await thief.post(`${url}/passkey`, { credential })).status).toBe(422);
  });

  it('answer a question once, in the sign-in that asked it: of a hundred one wins', async () => {
    const { browser } = await somebody();
    const phone = softAuthenticator({ origin: provider.issuer });
    await addPasskey(provider, browser, phone);
    const visitor = new Browser();
    const url = withoutQuery(await beginSignIn(provider, visitor, authorizationRequest(provider.issuer, world.client)));
    const question = (await (await visitor.post(`${url}/passkey/question`, {})).json()) as never;
    const credential = phone.get(question);

    const other = new Browser();
    const elsewhere = withoutQuery(
      await beginSignIn(provider, other, authorizationRequest(provider.issuer, world.client)),
    );
    const asked = (await (await other.post(`${elsewhere}/passkey/question`, {})).json()) as never;
    expect((await visitor.post(`${url}/passkey`, { credential: phone.get(asked) })).status).toBe(422);

    const answers = await Promise.all(
      Array.from({ length: 100 }, () => visitor.clone().post(`${url}/passkey`, { credential })),
    );
    expect(answers.filter(isLetIn)).toHaveLength(1);
  });

  it('of another origin, with a changed signature or without a question prove nothing', async () => {
    const { browser } = await somebody();
    const phone = softAuthenticator({ origin: provider.issuer });
    await addPasskey(provider, browser, phone);
    const ask = async () => {
      const visitor = new Browser();
      const url = withoutQuery(
        await beginSignIn(provider, visitor, authorizationRequest(provider.issuer, world.client)),
      );
      return { visitor, url, question: (await (await visitor.post(`${url}/passkey/question`, {})).json()) as never };
    };
    const fake = softAuthenticator({ origin: 'https://campus.example.evil' }, []);
    const first = await ask();
    const phished = JSON.parse(phone.get(first.question)) as { response: Record<string, string> };
    const data = JSON.parse(Buffer.from(phished.response['clientDataJSON']!, 'base64url').toString()) as object;
    phished.response['clientDataJSON'] = Buffer.from(
      JSON.stringify({ ...data, origin: 'https://campus.example.evil' }),
    ).toString('base64url');
    expect((await first.visitor.post(`${first.url}/passkey`, { credential: JSON.stringify(phished) })).status).toBe(
      422,
    );
    expect(() => fake.get(first.question)).toThrow('no passkey');

    const second = await ask();
    const forged = JSON.parse(phone.get(second.question)) as { response: Record<string, string> };
    forged.response['signature'] = `${forged.response['signature']!.slice(0, -4)}AAAA`;
    expect((await second.visitor.post(`${second.url}/passkey`, { credential: JSON.stringify(forged) })).status).toBe(
      422,
    );

    const third = await ask();
    for (const credential of ['', '{', '[]', '{"id":1}', phone.get({ challenge: 'AAAA', rpId: 'localhost' })]) {
      expect((await third.visitor.post(`${third.url}/passkey`, { credential })).status).toBe(422);
    }
  });

  it('whose counter goes back are refused: there is a copy', async () => {
    const { person, browser } = await somebody();
    const key = softAuthenticator({ origin: provider.issuer, counts: true });
    await addPasskey(provider, browser, key);
    const copy = key.copy();
    const signIn = async (authenticator: typeof key) => {
      const visitor = new Browser();
      const url = await beginSignIn(provider, visitor, authorizationRequest(provider.issuer, world.client));
      return (await answerWithPasskey(visitor, url, authenticator)).status;
    };
    expect(await signIn(key)).toBe(303);
    expect(await signIn(key)).toBe(303);
    expect(await signIn(copy)).toBe(422);
    expect(await world.audited(person.personId)).toContain('passkey.counter_fell_back');
  });

  it('removed sign nobody in; another’s cannot be touched; a locked account is none', async () => {
    const [anna, boris] = [await somebody(), await somebody()];
    const hers = softAuthenticator({ origin: provider.issuer });
    await addPasskey(provider, anna.browser, hers);
    const { rows } = await world.database.admin.raw<{ rows: { id: string }[] }>(
      'select id from identity_provider.passkeys where person_id = ?',
      [anna.person.personId],
    );
    const path = `${provider.issuer}/account/security/passkeys/${rows[0]!.id}`;
    expect((await boris.browser.get(path)).status).toBe(404);
    await boris.browser.post(`${path}/remove`, {});
    await boris.browser.post(path, { name: 'чужой' });
    const page = await (await anna.browser.get(path)).text();
    expect(page).toContain('Тестовый ключ');
    await anna.browser.post(path, { name: 'Мой телефон' });
    expect(await (await anna.browser.get(path)).text()).toContain('Мой телефон');

    const status = async () => {
      const visitor = new Browser();
      const url = await beginSignIn(provider, visitor, authorizationRequest(provider.issuer, world.client));
      return (await answerWithPasskey(visitor, url, hers)).status;
    };
    const lock = (state: string) =>
      provider.api('PUT', `/api/v1/accounts/${anna.person.personId}/state`, 'accounts.write', { state });
    await lock('locked');
    expect(await status()).toBe(422);
    await lock('active');
    expect(await status()).toBe(303);
    const back = new Browser();
    await follow(
      provider,
      back,
      await answerWithPasskey(
        back,
        await beginSignIn(provider, back, authorizationRequest(provider.issuer, world.client)),
        hers,
      ),
    );
    await back.post(`${path}/remove`, {});
    expect(await status()).toBe(422);
    expect(await world.kinds(anna.person.personId)).toEqual(
      expect.arrayContaining(['passkey-added', 'passkey-removed']),
    );
  });
});
