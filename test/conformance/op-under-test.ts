import type { Browser } from 'playwright-core';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { launchBrowser } from '../support/browser.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';
import { type RelyingParty, startRelyingParty } from './relying-party.ts';
import { type Who, Window } from './window.ts';

/** Our provider with one person, a relying party, and a real browser: what each module of the suite needs. */
export interface OpUnderTest {
  readonly provider: IdentityProvider;
  readonly who: Who;
  readonly browser: Browser;
  /** Registered as the suite wants it: confidential, without PKCE, with refresh tokens. */
  readonly rp: RelyingParty;
  /** Another application with the same wishes, changed. */
  register(change: Record<string, unknown>): Promise<RelyingParty>;
  /** A browser of its own: no cookies of anybody. */
  window(): Promise<Window>;
  /** Those that were opened and not closed cost memory and time of the ones to come. */
  closeWindows(): Promise<void>;
  stop(): Promise<void>;
}

export async function startOpUnderTest(): Promise<OpUnderTest> {
  const database: FreshDatabase = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  const provider = await startIdentityProviders(database);
  const who = { university: tpu.slug, login: person.eppn, password: 'пароль для испытаний' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  const browser = await launchBrowser();
  const parties: RelyingParty[] = [];
  const windows: Window[] = [];
  const register = async (change: Record<string, unknown>) => {
    const party = await startRelyingParty(provider, change);
    parties.push(party);
    return party;
  };
  return {
    provider,
    who,
    browser,
    rp: await register({}),
    register,
    window: async () => {
      const window = new Window(await browser.newContext({ locale: 'en-US' }), who);
      windows.push(window);
      return window;
    },
    closeWindows: async () => {
      await Promise.all(windows.splice(0).map((window) => window.close()));
    },
    stop: async () => {
      await browser.close();
      await Promise.all(parties.map((party) => party.stop()));
      await provider.stop();
      await database.drop();
    },
  };
}

/** Does something as if so many seconds had passed here and at the provider, which runs in this process. */
export async function later<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  const clock = Date.now;
  try {
    Date.now = () => clock() + seconds * 1_000;
    return await work();
  } finally {
    Date.now = clock;
  }
}
