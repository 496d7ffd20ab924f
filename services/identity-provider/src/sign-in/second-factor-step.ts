import type { Context } from '../context.ts';
import type { PendingSignIn } from '../provider/interactions.ts';
import { hasPower } from '../recovery/has-power.ts';
import { acrOf, refedsMfa } from '../rules/assurance.ts';
import type { SignInFacts } from '../store/credentials.ts';
import { hasSecondFactor } from '../store/second-factors.ts';
import { ownClientId } from '../use-cases/ensure-own-client.ts';
import type { SignInProgress } from './progress.ts';

/**
 * Whoever has a second factor is asked for it after his password. Another provider's word is its own affair, unless the
 * application wishes for two factors and that provider did not say that there were: then ours is asked for besides. Of whoever
 * has power over others it is asked in any case: his university's provider would otherwise have that power.
 */
export const secondFactorStep = {
  name: 'second-factor',
  isNeeded: async (
    { db }: Pick<Context, 'db'>,
    pending: PendingSignIn,
    progress: SignInProgress,
    facts: SignInFacts | undefined,
  ): Promise<boolean> => {
    const held = progress.methods.some((method) => ['otp', 'hwk', 'swk'].includes(method));
    if (held) return false;
    const elsewhere = progress.upstreamIssuer !== undefined;
    if (elsewhere && (await hasPower(db, progress.personId))) return hasSecondFactor(db, progress.personId);
    if (elsewhere && !pending.acrValues.includes(refedsMfa)) return false;
    // Our own pages wish for it where it protects the account itself (own-session.ts): there nobody's word stands in for ours.
    if (acrOf(progress) === refedsMfa && pending.clientId !== ownClientId) return false;
    return facts?.hasSecondFactor ?? hasSecondFactor(db, progress.personId);
  },
  path: (uid: string): string => `/interaction/${uid}/second-factor`,
};
