import { randomUUID } from 'node:crypto';
import { Visitor } from '../support/browser-visitor.ts';
import { type OidcClient, signInAt } from '../support/oidc-client.ts';
import type { RunningSystem } from '../support/system.ts';
import { type AcknowledgedCard, attempt, type Ledger, noteCard } from './ledger.ts';
import type { Random } from './random.ts';

export interface Workload {
  readonly system: RunningSystem;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly client: OidcClient;
  /** Who signs in, with the sample password. */
  readonly logins: readonly string[];
  /** Who is entitled to a card and has none. */
  readonly personIds: readonly string[];
  readonly terminalToken: string;
  readonly zone: string;
}

const answer_timeout_ms = 15_000;
const attempts_max = 12;
const breath_ms = 120;

/** Loops that do what people do all day, until told to stop. */
export function startWorkload(load: Workload): { stop(): Promise<void> } {
  let stopping = false;
  const goingOn = () => !stopping;
  const people = [...load.personIds];
  const loops = [
    signingIn(load, goingOn),
    carryingCards(load, people, goingOn),
    carryingCards(load, people, goingOn),
    passingGates(load, goingOn),
    passingGates(load, goingOn),
  ];
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(loops);
    },
  };
}

async function signingIn({ system, ledger, random, client, logins }: Workload, goingOn: () => boolean): Promise<void> {
  while (goingOn()) {
    const visitor = new Visitor();
    let signedIn: Awaited<ReturnType<typeof signInAt>> | undefined;
    await attempt(ledger, 'sign in', async () => {
      signedIn = await signInAt(client, visitor, {
        login: random.pick(logins),
        password: system.secrets.samplePassword,
      });
      ledger.signedIn.add(String(signedIn.tokens.claims()!['sid']));
    });
    if (signedIn && random.next() < 0.3) {
      const { tokens } = signedIn;
      await attempt(ledger, 'sign out', async () => {
        const page = await visitor.open(client.signOutUrl(tokens));
        if (!page.url.startsWith(client.signedOutUri)) throw new Error(`not signed out: ${page.status}`);
        ledger.signedOut.add(String(tokens.claims()!['sid']));
      });
    }
    await breathe();
  }
}

async function carryingCards(load: Workload, people: string[], goingOn: () => boolean): Promise<void> {
  const { ledger, random } = load;
  while (goingOn()) {
    const personId = people.pop();
    if (personId === undefined) return;
    // One key for all attempts at one order: however often it is sent, it may be carried out once.
    const key = randomUUID();
    let card: AcknowledgedCard | undefined;
    await attempt(ledger, 'issue', async () => {
      card = await change(load, '/api/v1/cards', { personId }, key);
    });
    if (card) await ageing(load, card, random.next());
    await breathe();
  }
}

/** What may happen to a card afterwards. Each step is sent once: whoever gets no answer looks at the card first. */
async function ageing(load: Workload, card: AcknowledgedCard, fate: number): Promise<void> {
  const { ledger } = load;
  const path = `/api/v1/cards/${card.number}`;
  if (fate < 0.4) return;
  const suspended = await attempt(ledger, 'suspend', async () => {
    await change(load, `${path}/suspend`, { reason: 'lost' });
  });
  if (!suspended || fate < 0.7) return;
  if (fate < 0.85) {
    await attempt(ledger, 'reactivate', async () => {
      await change(load, `${path}/reactivate`, undefined);
    });
    return;
  }
  await attempt(ledger, 'replace', async () => {
    await change(load, `${path}/replace`, {}, randomUUID());
  });
}

async function change(
  { system, ledger }: Workload,
  path: string,
  body: unknown,
  key?: string,
): Promise<AcknowledgedCard> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { value, headers } = await token(system);
      const answer = await fetch(`${system.urls.of['card-issuer']}${path}`, {
        method: 'POST',
        headers: {
          ...headers,
          authorization: `Bearer ${value}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(answer_timeout_ms),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${text}`);
      const card = JSON.parse(text) as AcknowledgedCard;
      noteCard(ledger, card);
      return card;
    } catch (error) {
      // Only what carries a key may be sent again without looking.
      if (key === undefined || attempt === attempts_max) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
    }
  }
}

const renew_after_ms = 120_000;
let held: { value: string; until: number; at: RunningSystem } | undefined;

async function token(system: RunningSystem): Promise<{ value: string; headers: Record<string, string> }> {
  if (!held || held.at !== system || held.until < Date.now()) {
    const { issuer, clientId, clientSecret } = system.configuration;
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'cards.read cards.write' }),
      signal: AbortSignal.timeout(answer_timeout_ms),
    });
    const { access_token } = (await answer.json()) as { access_token?: string };
    if (!access_token) throw new Error(`no token: ${answer.status}`);
    held = { value: access_token, until: Date.now() + renew_after_ms, at: system };
  }
  return { value: held.value, headers: {} };
}

async function passingGates(
  { system, ledger, random, terminalToken, zone }: Workload,
  goingOn: () => boolean,
): Promise<void> {
  while (goingOn()) {
    const cards = [...ledger.cards.values()];
    const number = cards.length === 0 ? '20000000000006' : random.pick(cards).number;
    const requestId = randomUUID();
    await attempt(ledger, 'decide', async () => {
      await decide(system, { number, terminalToken, zone, requestId });
      ledger.decisions.add(requestId);
    });
    await breathe();
  }
}

/** One question of a gate; throws where no decision came. */
export async function decide(
  system: RunningSystem,
  asked: { number: string; terminalToken: string; zone: string; requestId: string },
): Promise<boolean> {
  const answer = await fetch(`${system.urls.of['access-checker']}/access/v1/evaluation`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${asked.terminalToken}`,
      'content-type': 'application/json',
      'x-request-id': asked.requestId,
    },
    body: JSON.stringify({
      subject: { type: 'credential', id: asked.number },
      action: { name: 'enter' },
      resource: { type: 'zone', id: asked.zone },
    }),
    signal: AbortSignal.timeout(answer_timeout_ms),
  });
  const body = (await answer.json()) as { decision?: boolean };
  if (answer.status !== 200 || typeof body.decision !== 'boolean') throw new Error(`no decision: ${answer.status}`);
  return body.decision;
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, breath_ms));
}
