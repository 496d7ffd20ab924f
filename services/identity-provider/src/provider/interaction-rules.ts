import { type Configuration, interactionPolicy } from 'oidc-provider';

const { Check, base } = interactionPolicy;

/**
 * When somebody is asked to sign in: the engine's own reasons, and one more. A session may outlive its account by a
 * moment (locked, erased, merged into another); whoever holds it is asked who they are instead of meeting an error.
 */
export function interactionRules(): NonNullable<NonNullable<Configuration['interactions']>['policy']> {
  const policy = base();
  policy.get('login')!.checks.add(
    new Check('account_gone', 'the account of this session is not there any more', 'login_required', (ctx) => {
      const { session, account } = ctx.oidc;
      return session?.accountId !== undefined && account === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    }),
  );
  return policy;
}
