import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Browser } from '../integration/identity-provider/browser.ts';
import {
  addPasskey,
  answerWithPasskey,
  beginSignIn,
  follow,
  sendPassword,
  withoutQuery,
} from '../integration/identity-provider/factor-flows.ts';
import { type FactorWorld, mfa, openFactorWorld } from '../integration/identity-provider/factor-world.ts';
import { authorizationRequest } from '../integration/identity-provider/flows.ts';
import { softAuthenticator } from '../support/soft-authenticator.ts';

/** Somebody who fails on purpose, so that the owner stays out. */
describe('a stranger who fails for somebody else’s name until nobody may try it any more', () => {
  let world: FactorWorld;
  beforeAll(async () => {
    world = await openFactorWorld();
  });
  afterAll(() => world?.stop());

  it('keeps no owner of a passkey out, in a browser that nobody knows', async () => {
    const { provider } = world;
    const { person, who, browser } = await world.somebody();
    const phone = softAuthenticator({ origin: provider.issuer });
    await addPasskey(provider, browser, phone);

    const stranger = new Browser();
    const page = withoutQuery(
      await beginSignIn(provider, stranger, authorizationRequest(provider.issuer, world.client)),
    );
    const wrong = { university: '', login: who.login, password: 'не тот пароль' };
    for (let tries = 0; tries < 60; tries += 1) await stranger.post(page, wrong);
    // The name is closed to passwords from here, even to the right one…
    const owner = new Browser();
    const request = authorizationRequest(provider.issuer, world.client);
    const url = await beginSignIn(provider, owner, request);
    expect((await sendPassword(provider, owner, url, who)).response.status).toBe(429);
    // …and open to the passkey, in the same sign-in.
    const done = await follow(provider, owner, await answerWithPasskey(owner, url, phone));
    const claims = await world.idTokenAt(done.url, request.verifier);
    expect([claims.sub, claims['acr']]).toEqual([person.referenceId, mfa]);
  });
});
