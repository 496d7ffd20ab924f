import { setTimeout as pause } from 'node:timers/promises';
import { Browser } from '../../integration/identity-provider/browser.ts';
import {
  authorizationRequest,
  type RegisteredClient,
  type Request,
  type Tokens,
  tokenRequest,
} from '../../integration/identity-provider/flows.ts';
import { able, attempt, isNotNow, NotNow, note, pathOf, reasonOf } from './ledger.ts';
import { breathe, noteSid, type Surroundings, silently, tokensFor, tries_max, type Who } from './surroundings.ts';

const callbackOf = (client: RegisteredClient) => client.redirect_uri;

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
