import { type Ephemeral, key } from '@onecampus/ephemeral';
import { hashToken } from '@onecampus/tokens';
import type { UpstreamSession } from '../rules/upstream-session.ts';

/** How a person has proved who he is so far: authentication method references of RFC 8176 §2, and `fed` for another provider's word. */
export type Method = 'pwd' | 'otp' | 'hwk' | 'swk' | 'user' | 'mfa' | 'kba' | 'fed';

/** What a sign-in has come to between two of its pages. */
export interface SignInProgress {
  readonly personId: string;
  /** The account's public reference, `sub`. */
  readonly referenceId: string;
  readonly methods: readonly Method[];
  /**
   * The account's epoch, read together with what was proved first. A sign-in that outlives a raise of it ends nowhere: it
   * may have begun with the password that was changed just then.
   */
  readonly epoch?: number;
  /** The university as whose member he signs in; `undefined` until that is known. */
  readonly universityId?: string;
  /** The provider whose word it is, where it is not ours. */
  readonly upstreamIssuer?: string;
  /** Its session, with whose end this sign-in ends too. */
  readonly upstream?: UpstreamSession;
  /** What that provider said of its own sign-in. */
  readonly upstreamAcr?: string;
  /** "This is a public computer": the session ends with the browser. */
  readonly publicComputer: boolean;
  /** That it lies in the store, and is to be taken out of it at the end. */
  readonly kept?: true;
}

/** Long enough to find a phone, short enough that nobody finds the page open. */
const kept_seconds = 10 * 60;

/**
 * Keeps what a sign-in has come to. It is found by the interaction, which the engine ties to the browser by a cookie, so
 * whoever copies the address of the page has nothing.
 */
export async function saveProgress(ephemeral: Ephemeral, uid: string, progress: SignInProgress): Promise<void> {
  await ephemeral.set(place(uid), JSON.stringify(progress), kept_seconds);
}

export async function findProgress(ephemeral: Ephemeral, uid: string): Promise<SignInProgress | undefined> {
  const text = await ephemeral.get(place(uid));
  return text === undefined ? undefined : { ...(JSON.parse(text) as SignInProgress), kept: true };
}

export async function dropProgress(ephemeral: Ephemeral, uid: string): Promise<void> {
  await ephemeral.delete(place(uid));
}

function place(uid: string): string {
  return key('sign-in', hashToken(uid));
}
