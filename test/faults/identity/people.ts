import { setTimeout as pause } from 'node:timers/promises';
import { Browser } from '../../integration/identity-provider/browser.ts';
import {
  authorizationRequest,
  type RegisteredClient,
  type Request,
  redeem,
  type Tokens,
  tokenRequest,
  userinfo,
} from '../../integration/identity-provider/flows.ts';
import type { Random } from '../random.ts';
import type { Instances } from './instances.ts';
import { able, attempt, type IdentityLedger, isNotNow, NotNow, note, pathOf, reasonOf } from './ledger.ts';
import type { OwnRedis } from './own-redis.ts';

export interface Who {
  readonly login: string;
  readonly password: string;
}

export interface Surroundings {
  readonly instances: Instances;
  readonly ledger: IdentityLedger;
  readonly random: Random;
  readonly redis: OwnRedis;
  /** How many faults have struck; it changes when one begins and when all is well after it. */
  struck(): number;
  /** Resolves when nothing is broken. */
  wellAgain(): Promise<void>;
  /** Applications that keep a secret and are told of ended sessions. */
  readonly services: readonly RegisteredClient[];
  /** One that keeps none: its refresh tokens rotate. */
  readonly pocket: RegisteredClient;
}

interface Held {
  readonly tokens: Tokens;
  /** How often the short-lived store had been lost when the access token came. */
  readonly losses: number;
}

/** Somebody who signed in before anything broke and is at work all day: nothing may ever ask him to sign in again. */
export interface Stayer {
  readonly who: Who;
  readonly browser: Browser;
  readonly held: Map<RegisteredClient, Held>;
}

const callbackOf = (client: RegisteredClient) => client.redirect_uri;

/** A service that is told of ended sessions knows them by a name of its own. */
export function sidOf({ id_token }: Pick<Tokens, 'id_token'>): string | undefined {
  return (JSON.parse(Buffer.from(id_token.split('.')[1]!, 'base64url').toString()) as { sid?: string }).sid;
}

function noteSid(into: Set<string>, tokens: Tokens): void {
  const sid = sidOf(tokens);
  if (sid !== undefined) into.add(sid);
}

/** The application's silent question whether somebody is there (prompt=none); gives the code. */
async function silently(world: Surroundings, browser: Browser, client: RegisteredClient) {
  const request = authorizationRequest(world.instances.issuer, client, { prompt: 'none' });
  const response = await able(await browser.get(request.url));
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${response.status} instead of an answer to the application`);
  const { searchParams } = new URL(location);
  const error = searchParams.get('error');
  if (error === 'temporarily_unavailable' || error === 'server_error') throw new NotNow(error);
  return { code: searchParams.get('code') ?? undefined, error, verifier: request.verifier };
}

async function tokensFor(world: Surroundings, client: RegisteredClient, code: string, verifier: string): Promise<Held> {
  const losses = world.redis.losses();
  const response = await able(await redeem(world.instances.issuer, client, code, verifier));
  const body = (await response.json()) as Tokens;
  if (response.status === 200) return { tokens: body, losses: world.redis.losses() };
  // A code that was lost with the short-lived store is asked for anew, by the application and without the person.
  if (body.error === 'invalid_grant' && world.redis.losses() !== losses) throw new NotNow('the code was lost');
  throw new Error(`a fresh code was refused: ${response.status} ${body.error}`);
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

/** Where somebody is in a sign-in, and what his one press would be if it failed. */
interface Step {
  readonly press: () => Promise<Response>;
}

/** Comes without a session, types a password; a step that fails is pressed once more when the service is back. */
export async function comingAndGoing(world: Surroundings, who: readonly Who[], goingOn: () => boolean): Promise<void> {
  while (goingOn()) {
    const client = world.random.pick(world.services);
    const browser = new Browser();
    const tokens = await comesIn(world, browser, client, world.random.pick(who));
    if (tokens && world.random.next() < 0.6) await leaves(world, browser, client, tokens);
    await breathe(world);
  }
}

/** Signs in once, before anything breaks: afterwards the browser has a session. */
export async function enter(world: Surroundings, browser: Browser, who: Who): Promise<void> {
  for (let tries = 0; tries < tries_max; tries += 1) {
    if (await comesIn(world, browser, world.services[0]!, who)) return;
  }
  throw new Error(`${who.login} could not sign in: ${[...world.ledger.wrong.keys()].join(', ')}`);
}

async function comesIn(
  world: Surroundings,
  browser: Browser,
  client: RegisteredClient,
  who: Who,
): Promise<Tokens | undefined> {
  const { instances, ledger } = world;
  const request = authorizationRequest(instances.issuer, client);
  const patient = presses(world);
  const began = performance.now();
  const count = ledger.operations.get('sign-in with a password') ?? { done: 0, failed: 0, slowest_ms: 0 };
  ledger.operations.set('sign-in with a password', count);
  const code = await signInPatiently(world, browser, client, request, who, patient).catch((error: Error) => {
    note(ledger, `sign-in with a password: ${error.message}`);
    return undefined;
  });
  if (code === undefined) {
    count.failed += 1;
    return undefined;
  }
  const held = await attempt(ledger, 'code redeemed', () =>
    tokensFor(world, client, code, request.verifier).catch((error: Error) => {
      if (patient.losses() && /fresh code was refused/.test(error.message)) throw new NotNow('the code was lost');
      throw error;
    }),
  );
  if (!held) return undefined;
  count.done += 1;
  count.slowest_ms = Math.max(count.slowest_ms, performance.now() - began);
  noteSid(ledger.signedIn, held.tokens);
  return held.tokens;
}

/** Presses once more after each failure, when everything works again, and not before he was told to. */
function presses(world: Surroundings) {
  const losses = world.redis.losses();
  return {
    losses: () => world.redis.losses() !== losses,
    go: async ({ press }: Step): Promise<Response> => {
      let failed = 0;
      let idle = 0;
      for (;;) {
        const struck = world.struck();
        try {
          const response = await able(await press());
          if (failed === 1) world.ledger.presses.one += 1;
          else if (failed > 1) world.ledger.presses.more += 1;
          return response;
        } catch (error) {
          if (!isNotNow(error)) throw error;
          // With everything well again and nothing new broken, one press is enough, or two where the machine is too busy.
          if (failed > 0 && struck === world.struck()) {
            world.ledger.presses.busy += 1;
            idle += 1;
            if (idle > 1) throw new Error(`a third press was needed: ${reasonOf(error)}`);
          }
          failed += 1;
          const { wait_seconds } = error instanceof NotNow ? error : { wait_seconds: 0 };
          await Promise.all([world.wellAgain(), pause(wait_seconds * 1_000)]);
        }
      }
    },
  };
}

/** Somebody whom five faults strike one after the other goes further than anybody does in life; a circle goes on for ever. */
const hops_max = 60;
/** A machine that has too much to do says 503 now and then, with nothing broken. */
const tries_max = 20;

async function signInPatiently(
  { instances }: Surroundings,
  browser: Browser,
  client: RegisteredClient,
  request: Request,
  who: Who,
  patient: ReturnType<typeof presses>,
): Promise<string> {
  let response = await patient.go({ press: () => browser.get(request.url) });
  let typed = 0;
  for (let hop = 0; hop < hops_max; hop += 1) {
    const location = response.headers.get('location');
    if (location !== null) {
      const url = new URL(location, response.url).href;
      if (url.startsWith(callbackOf(client))) {
        const { searchParams } = new URL(url);
        const code = searchParams.get('code');
        if (code !== null) return code;
        // The application offers to begin again, which is one press too.
        response = await patient.go({ press: () => browser.get(request.url) });
        continue;
      }
      response = await patient.go({ press: () => browser.get(url) });
      continue;
    }
    const page = await response.text();
    const again = page.match(/href="(\/interaction\/[^"]+\/again)"/)?.[1];
    if (again !== undefined) {
      response = await patient.go({ press: () => browser.get(`${instances.issuer}${again}`) });
      continue;
    }
    // Where it first asks for the university, the login names it.
    if (!/name="password"|class="choices"/.test(page))
      throw new Error(`a dead end: ${response.status} at ${pathOf(response)}`);
    if (typed > 8) throw new Error('asked for the password again and again');
    typed += 1;
    const at = response.url.split('?')[0]!;
    response = await patient.go({ press: () => browser.post(at, { university: '', ...who }) });
  }
  throw new Error('led round in circles');
}

async function leaves(world: Surroundings, browser: Browser, client: RegisteredClient, tokens: Tokens): Promise<void> {
  const { instances, ledger } = world;
  const kept = browser.clone();
  const done = await attempt(ledger, 'sign-out', async () => {
    const query = new URLSearchParams({ id_token_hint: tokens.id_token });
    const asked = await able(await browser.get(`${instances.issuer}/session/end?${query}`));
    if (asked.status < 400 && asked.headers.get('location') !== null) return true;
    const xsrf = (await asked.text()).match(/name="xsrf" value="([^"]+)"/)?.[1];
    if (xsrf === undefined) {
      if (asked.status === 200) return true;
      throw new Error(`no way out: ${asked.status}`);
    }
    const confirmed = await able(
      await browser.post(`${instances.issuer}/session/end/confirm`, { xsrf, logout: 'yes' }),
    );
    if (confirmed.status >= 400) throw new Error(`not signed out: ${confirmed.status}`);
    return true;
  });
  if (!done) return;
  noteSid(ledger.signedOut, tokens);
  await attempt(ledger, 'single sign-on', async () => {
    const said = await silently(world, kept, client);
    if (said.code !== undefined) throw new Error('a session lives that was signed out');
  });
  await attempt(ledger, 'refresh', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
    const response = await able(await tokenRequest(instances.issuer, client, form));
    await response.body?.cancel();
    if (response.status === 200) throw new Error('a refresh token lives whose session was signed out');
  });
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

function breathe({ random }: Surroundings): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, random.between(40, 160)));
}
