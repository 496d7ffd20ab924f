import type { Context } from '../context.ts';
import type { PendingSignIn } from '../provider/interactions.ts';
import type { SignInFacts } from '../store/credentials.ts';
import { actAsStep } from './act-as-step.ts';
import type { SignInProgress } from './progress.ts';
import { secondFactorStep } from './second-factor-step.ts';

/** A page between the proof of who somebody is and the application: a second factor, a choice, a notice. */
export interface SignInStep {
  readonly name: string;
  /**
   * Whether this sign-in has to go through it still; what it found out is in `progress` afterwards. `facts` are there where
   * the way in has just read them.
   */
  isNeeded(
    context: Context,
    pending: PendingSignIn,
    progress: SignInProgress,
    facts: SignInFacts | undefined,
  ): Promise<boolean>;
  /** Where its page is. */
  path(uid: string): string;
}

/** In the order in which people meet them. A step that is done says so by what it put into the progress. */
export const signInSteps: readonly SignInStep[] = [secondFactorStep, actAsStep];
