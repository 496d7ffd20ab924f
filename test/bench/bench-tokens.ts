import { createLocalJWKSet, jwtVerify } from 'jose';
import type { BenchRow } from './bench-row.ts';
import { type Pace, progress, type WrongAnswers } from './bench-run.ts';
import type { Peer } from './bench-single-sign-on.ts';
import { openBrowser } from './browser.ts';
import { type Application, begin, expect, redeem } from './code-flow.ts';
import { apiAudience } from './identity-servers.ts';
import { clientCredentials, type Held, introspect, refresh, userinfo } from './identity-token-calls.ts';
import { saturate } from './load.ts';
import { compared, inTurns, type Round, timed } from './rounds.ts';
import { median } from './statistics.ts';

export type TokenPeer = Peer & { readonly confidential: Application; readonly pocket: Application };

const users = 16;
const sign_in_attempts_max = 3;

/** What applications ask at most, each against the bare engine with the very same question and the same answer. */
type Kind = {
  readonly many: string;
  readonly one: string;
  /** Whose tokens it is about; `undefined` where nobody has to sign in for it. */
  readonly of: 'confidential' | 'pocket' | undefined;
  /** @returns a signed token, if one came. */
  ask(peer: TokenPeer, held: Held): Promise<string | undefined>;
};

const refreshing = (which: 'confidential' | 'pocket') => async (peer: TokenPeer, held: Held) => {
  await refresh(peer[which], held, which === 'pocket');
  return held.id_token;
};

const kinds: readonly Kind[] = [
  { many: 'refreshes', one: 'refresh', of: 'confidential', ask: refreshing('confidential') },
  { many: 'rotating refreshes', one: 'rotating refresh', of: 'pocket', ask: refreshing('pocket') },
  {
    many: 'client-credential grants',
    one: 'client-credential grant',
    of: undefined,
    ask: (peer) => clientCredentials(peer.confidential),
  },
  {
    many: 'userinfo answers',
    one: 'userinfo answer',
    of: 'confidential',
    ask: async (peer, held) => void (await userinfo(peer.confidential, held)),
  },
  {
    many: 'introspections',
    one: 'introspection',
    of: 'confidential',
    ask: async (peer, held) => void (await introspect(peer.confidential, held)),
  },
];

/** @returns the rows, and our own median of client-credential grants per second. */
export async function benchTokens(
  ours: TokenPeer,
  bare: TokenPeer,
  pace: Pace,
  wrong: WrongAnswers,
): Promise<{ rows: BenchRow[]; grants_per_second: number }> {
  await expectSameClaims(ours, bare);
  const rows: BenchRow[] = [];
  let grants_per_second = Number.NaN;
  for (const kind of kinds) {
    const sideOf = (peer: TokenPeer) => ({
      name: peer.name,
      round: (seconds: number) => saturated(peer, kind, seconds, wrong),
    });
    const [mine, theirs] = await inTurns(kind.one, sideOf(ours), sideOf(bare), pace);
    const names = (what: string) => [`${what}, ${ours.name}`, `${what}, ${bare.name}`, bare.name] as const;
    const of = (rounds: readonly Round[], what: keyof Round) => rounds.map((round) => round[what]);
    rows.push(
      ...compared(names(kind.many), '1/s', of(mine, 'rate'), of(theirs, 'rate')),
      ...compared(names(`server CPU per ${kind.one}`), 'ms', of(mine, 'cpu_ms'), of(theirs, 'cpu_ms')),
    );
    if (kind.of === undefined) grants_per_second = median(mine.map((round) => round.rate));
  }
  return { rows, grants_per_second };
}

async function saturated(peer: TokenPeer, kind: Kind, seconds: number, wrong: WrongAnswers): Promise<Round> {
  // Fresh tokens for each round, for the reason that single sign-on has: the memory adapter walks what a grant has gathered.
  const everybody = await Promise.all(
    Array.from({ length: users }, (_, user) => heldBy(peer, kind.of, user, (error) => wrong.add(oneWrong(error)))),
  );
  const lastSigned: string[] = [];
  const action = async (user: number) => {
    const token = await kind.ask(peer, everybody[user]!);
    if (token !== undefined) lastSigned[user] = token;
  };
  const round = await timed(peer.process, wrong, () => saturate({ users, seconds, action }));
  const audience = kind.of === undefined ? apiAudience : peer[kind.of].clientId;
  await verifySignatures(peer.application.issuer, audience, lastSigned).catch((error: Error) =>
    wrong.add(oneWrong(error)),
  );
  return round;
}

/** What an application gets when somebody signs in and comes to it. A sign-in that fails marks the run and is repeated. */
export async function heldBy(
  peer: TokenPeer,
  which: 'confidential' | 'pocket' | undefined,
  user: number,
  onFailed: (error: Error) => void,
): Promise<Held> {
  const sub = peer.subOf(user);
  if (which === undefined) return { sub, access_token: '', refresh_token: '', id_token: '' };
  const browser = openBrowser(peer.application.issuer);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        browser.forget();
        await peer.signIn(browser, user);
        const { pending, answer } = await begin(peer[which], browser);
        const { refresh_token, ...others } = await redeem(peer[which], pending, answer, sub);
        expect(refresh_token !== undefined, 'no refresh token came for the code');
        return { sub, ...others, refresh_token };
      } catch (error) {
        onFailed(error as Error);
        if (attempt === sign_in_attempts_max) throw error;
      }
    }
  } finally {
    await browser.close();
  }
}

function oneWrong({ message }: Error): { errors: Map<string, number> } {
  return { errors: new Map([[message, 1]]) };
}

/** Both sides tell an application the same claims of the same length, or the comparison would be worth nothing. */
async function expectSameClaims(ours: TokenPeer, bare: TokenPeer): Promise<void> {
  const [mine, theirs] = await Promise.all(
    [ours, bare].map(async (peer) => {
      const held = await heldBy(peer, 'confidential', 0, (error) => progress(`wrong: ${error.message}`));
      return JSON.stringify(Object.entries(await userinfo(peer.confidential, held)).toSorted());
    }),
  );
  expect(mine === theirs, `userinfo differs: ${mine} here, ${theirs} there`);
}

/** The last token of each user, after the clock has stopped. */
async function verifySignatures(issuer: string, audience: string, tokens: readonly string[]): Promise<void> {
  const jwks = createLocalJWKSet(await (await fetch(`${issuer}/jwks`)).json());
  for (const token of tokens.filter(Boolean)) {
    await jwtVerify(token, jwks, { issuer, audience, algorithms: ['RS256'] });
  }
}
