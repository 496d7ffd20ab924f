import type { Browser } from '../../integration/identity-provider/browser.ts';
import {
  type RegisteredClient,
  type Tokens,
  tokenRequest,
  userinfo,
} from '../../integration/identity-provider/flows.ts';
import { able, attempt, NotNow } from './ledger.ts';
import {
  breathe,
  type Held,
  noteSid,
  type Surroundings,
  silently,
  tokensFor,
  tries_max,
  type Who,
} from './surroundings.ts';

/** Somebody who signed in before anything broke and is at work all day: nothing may ever ask him to sign in again. */
export interface Stayer {
  readonly who: Who;
  readonly browser: Browser;
  readonly held: Map<RegisteredClient, Held>;
}

/** Enters a service where a session is. @returns whether it was let in. */
export async function singleSignOn(world: Surroundings, stayer: Stayer, client: RegisteredClient): Promise<boolean> {
  const { ledger } = world;
  const losses = world.redis.losses();
  const answer = await attempt(ledger, 'single sign-on', async () => {
    const said = await silently(world, stayer.browser, client);
    if (said.code === undefined) throw new Error(`somebody was signed out: ${said.error}`);
    return { code: said.code, verifier: said.verifier };
  });
  if (!answer) return false;
  const held = await attempt(ledger, 'code redeemed', async () => {
    try {
      return await tokensFor(world, client, answer.code, answer.verifier);
    } catch (error) {
      if (world.redis.losses() !== losses && /fresh code was refused/.test((error as Error).message))
        throw new NotNow('the code was lost');
      throw error;
    }
  });
  if (!held) return false;
  stayer.held.set(client, held);
  noteSid(ledger.signedIn, held.tokens);
  return true;
}

/** As often as it takes: whoever is signed in is let in, and an answer that says otherwise is noted as wrong at once. */
export async function letIn(world: Surroundings, stayer: Stayer, client: RegisteredClient): Promise<boolean> {
  for (let tries = 0; tries < tries_max; tries += 1) {
    if (await singleSignOn(world, stayer, client)) return true;
    await breathe(world);
  }
  return false;
}

async function refreshed(world: Surroundings, stayer: Stayer, client: RegisteredClient): Promise<boolean> {
  const held = stayer.held.get(client);
  if (!held) return false;
  const next = await attempt(world.ledger, 'refresh', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: held.tokens.refresh_token! };
    const response = await able(await tokenRequest(world.instances.issuer, client, form));
    const body = (await response.json()) as Tokens;
    if (response.status !== 200) throw new Error(`a refresh token was refused: ${response.status} ${body.error}`);
    return { tokens: { ...held.tokens, ...body }, losses: world.redis.losses() };
  });
  if (next) stayer.held.set(client, next);
  return next !== undefined;
}

/** What the service learns; an access token that went with the short-lived store is replaced by a refresh. */
async function toldAbout(world: Surroundings, stayer: Stayer, client: RegisteredClient): Promise<boolean> {
  const held = stayer.held.get(client);
  if (!held) return false;
  const done = await attempt(world.ledger, 'userinfo', async () => {
    const response = await able(await userinfo(world.instances.issuer, held.tokens.access_token));
    await response.body?.cancel();
    if (response.status === 200) return true;
    if (response.status === 401 && world.redis.losses() !== held.losses) return false;
    throw new Error(`an access token was refused: ${response.status}`);
  });
  return done === false ? refreshed(world, stayer, client) : done === true;
}

async function ownAccount(world: Surroundings, stayer: Stayer): Promise<void> {
  await attempt(world.ledger, 'own account', async () => {
    const response = await able(await stayer.browser.get(`${world.instances.issuer}/account`));
    await response.body?.cancel();
    if (response.status !== 200) throw new Error(`${response.status} instead of one's own page`);
  });
}

export async function atWork(world: Surroundings, stayer: Stayer, goingOn: () => boolean): Promise<void> {
  const { random, services } = world;
  while (goingOn()) {
    const client = random.pick(services);
    const what = random.next();
    if (what < 0.35) await singleSignOn(world, stayer, client);
    else if (what < 0.6) await refreshed(world, stayer, client);
    else if (what < 0.85) await toldAbout(world, stayer, client);
    else await ownAccount(world, stayer);
    await breathe(world);
  }
}

/** A phone that refreshes all the time and, where an answer is lost, asks for the same again once the service is back. */
export async function rotating(world: Surroundings, stayer: Stayer, goingOn: () => boolean): Promise<void> {
  const { instances, ledger, pocket } = world;
  let tries = 0;
  while (goingOn()) {
    const held = stayer.held.get(pocket);
    if (!held) {
      if (!(await singleSignOn(world, stayer, pocket))) await breathe(world);
      continue;
    }
    tries += 1;
    const next = await attempt(ledger, 'rotating refresh', async () => {
      const form = { grant_type: 'refresh_token', refresh_token: held.tokens.refresh_token! };
      const response = await able(await tokenRequest(instances.issuer, pocket, form));
      const body = (await response.json()) as Tokens;
      if (response.status === 200) return { tokens: { ...held.tokens, ...body }, losses: world.redis.losses() };
      if (tries > 2) return 'lost twice' as const;
      throw new Error(`a rotating refresh token was refused at try ${tries}: ${response.status} ${body.error}`);
    });
    if (next === 'lost twice') {
      ledger.lostTwice += 1;
      stayer.held.delete(pocket);
      tries = 0;
    } else if (next) {
      stayer.held.set(pocket, next);
      tries = 0;
    } else await world.wellAgain();
    await breathe(world);
  }
}

/** A program that asks for a token of its own again and again. */
export async function asking(world: Surroundings, goingOn: () => boolean): Promise<void> {
  const { instances } = world;
  const operator = { client_id: 'operator', client_secret: instances.operatorSecret, redirect_uri: '' };
  while (goingOn()) {
    await attempt(world.ledger, 'client credentials', async () => {
      const form = { grant_type: 'client_credentials', scope: 'clients.write' };
      const response = await able(await tokenRequest(instances.issuer, operator, form));
      await response.body?.cancel();
      if (response.status !== 200) throw new Error(`a program was refused: ${response.status}`);
    });
    await breathe(world);
  }
}
