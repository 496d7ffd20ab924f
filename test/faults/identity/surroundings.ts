import type { Browser } from '../../integration/identity-provider/browser.ts';
import {
  authorizationRequest,
  type RegisteredClient,
  redeem,
  type Tokens,
} from '../../integration/identity-provider/flows.ts';
import type { Random } from '../random.ts';
import type { Instances } from './instances.ts';
import { able, type IdentityLedger, NotNow } from './ledger.ts';
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

export interface Held {
  readonly tokens: Tokens;
  /** How often the short-lived store had been lost when the access token came. */
  readonly losses: number;
}

/** A machine that has too much to do says 503 now and then, with nothing broken. */
export const tries_max = 20;

/** A service that is told of ended sessions knows them by a name of its own. */
export function sidOf({ id_token }: Pick<Tokens, 'id_token'>): string | undefined {
  return (JSON.parse(Buffer.from(id_token.split('.')[1]!, 'base64url').toString()) as { sid?: string }).sid;
}

export function noteSid(into: Set<string>, tokens: Tokens): void {
  const sid = sidOf(tokens);
  if (sid !== undefined) into.add(sid);
}

/** The application's silent question whether somebody is there (prompt=none); gives the code. */
export async function silently(world: Surroundings, browser: Browser, client: RegisteredClient) {
  const request = authorizationRequest(world.instances.issuer, client, { prompt: 'none' });
  const response = await able(await browser.get(request.url));
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${response.status} instead of an answer to the application`);
  const { searchParams } = new URL(location);
  const error = searchParams.get('error');
  if (error === 'temporarily_unavailable' || error === 'server_error') throw new NotNow(error);
  return { code: searchParams.get('code') ?? undefined, error, verifier: request.verifier };
}

export async function tokensFor(
  world: Surroundings,
  client: RegisteredClient,
  code: string,
  verifier: string,
): Promise<Held> {
  const losses = world.redis.losses();
  const response = await able(await redeem(world.instances.issuer, client, code, verifier));
  const body = (await response.json()) as Tokens;
  if (response.status === 200) return { tokens: body, losses: world.redis.losses() };
  // A code that was lost with the short-lived store is asked for anew, by the application and without the person.
  if (body.error === 'invalid_grant' && world.redis.losses() !== losses) throw new NotNow('the code was lost');
  throw new Error(`a fresh code was refused: ${response.status} ${body.error}`);
}

export function breathe({ random }: Surroundings): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, random.between(40, 160)));
}
