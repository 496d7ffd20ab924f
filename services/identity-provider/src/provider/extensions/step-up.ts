import { errors, interactionPolicy } from 'oidc-provider';
import { knownAcrs } from '../../rules/assurance.ts';
import { assuranceVerdict, needsToKnowFactor, type WantedAssurance } from '../../rules/wanted-assurance.ts';
import { findAccountByReference } from '../../store/accounts.ts';
import { hasSecondFactor } from '../../store/second-factors.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { EngineExtension } from '../extension.ts';
import { stored } from '../protocol-error.ts';

const { Check } = interactionPolicy;

/**
 * Assurance (REFEDS SFA and MFA) as applications ask for it. The engine heeds only what is essential and would ask for ever
 * for what cannot be had; here a wish is heeded too, and what cannot be had is said once. ID tokens say unasked how and
 * when the person signed in.
 */
export const stepUpExtension: EngineExtension = {
  name: 'step-up',
  configure: (base) => ({
    ...base,
    acrValues: [...knownAcrs],
  }),
  checks: (parts) => [
    {
      prompt: 'login',
      check: new Check('assurance', 'a sign-in of higher assurance is asked for', 'login_required', async (ctx) => {
        const { session, account, claims, acr, result } = ctx.oidc;
        if (session?.accountId === undefined || account === undefined) return Check.NO_NEED_TO_PROMPT;
        const wanted = (claims as { id_token?: { acr?: WantedAssurance | null } } | undefined)?.id_token?.acr;
        const secondFactor = needsToKnowFactor(wanted, acr) && (await ownsSecondFactor(parts, session.accountId));
        const justSignedIn = result?.login !== undefined;
        switch (assuranceVerdict(wanted, { acr, secondFactor, justSignedIn })) {
          case 'ask':
            return Check.REQUEST_PROMPT;
          case 'unmet':
            throw new errors.UnmetAuthenticationRequirements('the person cannot sign in with the assurance demanded');
          case 'go on':
            return Check.NO_NEED_TO_PROMPT;
        }
      }),
    },
  ],
};

function ownsSecondFactor({ stores }: EngineParts, referenceId: string): Promise<boolean> {
  return stored(async () => {
    const account = await findAccountByReference(stores.db, referenceId);
    return account !== undefined && (await hasSecondFactor(stores.db, account.personId));
  });
}
