import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { beginSignIn, withoutQuery } from './factor-flows.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

describe('a database that goes at the moment when a session is kept', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let lms: RegisteredClient;
  let who: { login: string; password: string };

  beforeAll(async () => {
    database = await freshDatabase();
    const { tpu } = await arrangeUniversities(database.admin);
    const person = await arrangePerson(database.admin, { university: tpu });
    provider = await startIdentityProviders(database);
    who = { login: person.eppn, password: 'пароль и перебой' };
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
      password: who.password,
    });
    lms = await registerClient(provider);
    // As a server that is being shut down ends a statement (SQLSTATE 57P01).
    await database.admin.raw(
      `create function public.going_down() returns trigger language plpgsql as
         $$ begin raise exception 'terminating connection' using errcode = '57P01'; end $$`,
    );
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
  });

  it('gives a page that says so and neither a session nor a code; one press later it goes on', async () => {
    const browser = new Browser();
    const page = withoutQuery(await beginSignIn(provider, browser, authorizationRequest(provider.issuer, lms)));
    const sent = await browser.post(page, { university: '', ...who });
    const onward = new URL(sent.headers.get('location')!, page).href;
    await database.admin.raw(
      `create trigger going_down before insert or update on identity_provider.sessions
       for each row execute function public.going_down()`,
    );
    const failed = await browser.get(onward);
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '2']);
    expect([failed.headers.get('location'), failed.headers.getSetCookie()]).toEqual([null, []]);
    const said = await failed.text();
    await database.admin.raw('drop trigger going_down on identity_provider.sessions');
    const again = said.match(/href="(\/interaction\/[^"]+\/again)"/)![1]!;
    const anew = await browser.follow(await browser.get(`${provider.issuer}${again}`), lms.redirect_uri);
    const { url } = await browser.follow(
      await browser.post(withoutQuery(anew.url), { university: '', ...who }),
      lms.redirect_uri,
    );
    expect(new URL(url).searchParams.get('code')).not.toBeNull();
  });
});
