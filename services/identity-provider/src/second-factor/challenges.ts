import { type Ephemeral, key } from '@onecampus/ephemeral';
import { hashToken } from '@onecampus/tokens';

/** What an authenticator is asked for, and by whom: an answer to one question is none to another. */
export type Challenge = {
  readonly purpose: 'sign-in' | 'second-factor' | 'add';
  /** The interaction or the session in which it was asked; a cookie ties either to one browser. */
  readonly bound: string;
  /** Whose passkey it has to be, where that is known already. */
  readonly personId?: string;
};

/** As long as browsers show their question, and somebody looks for his key. */
const kept_seconds = 5 * 60;

export async function keepChallenge(ephemeral: Ephemeral, challenge: string, asked: Challenge): Promise<void> {
  await ephemeral.set(place(challenge), JSON.stringify(asked), kept_seconds);
}

/** Takes a challenge out, so that of any number of answers to it one is heard; `undefined` unless it was asked just here. */
export async function takeChallenge(ephemeral: Ephemeral, challenge: string, asked: Challenge): Promise<boolean> {
  const text = await ephemeral.take(place(challenge));
  if (text === undefined) return false;
  const kept = JSON.parse(text) as Challenge;
  return kept.purpose === asked.purpose && kept.bound === asked.bound && kept.personId === asked.personId;
}

function place(challenge: string): string {
  return key('passkey-challenge', hashToken(challenge));
}
