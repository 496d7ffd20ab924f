import { type Configuration, errors, interactionPolicy } from 'oidc-provider';
import type { EngineParts } from './engine-parts.ts';
import { extensions } from './extensions.ts';

const { Check, base } = interactionPolicy;

/** Reasons of the engine's that ask again for as long as the answer is another: a circle for whoever cannot give it. */
const asked_once = ['id_token_hint', 'claims_id_token_sub_value'];
/** Reasons of the engine's that extensions/step-up.ts replaces. */
const replaced = ['essential_acrs', 'essential_acr'];

/**
 * When somebody is asked to sign in: the engine's own reasons, and one more. A session may outlive its account by a
 * moment (locked, erased, merged into another); whoever holds it is asked who they are instead of meeting an error.
 */
export function interactionRules(
  parts: EngineParts,
): NonNullable<NonNullable<Configuration['interactions']>['policy']> {
  const policy = base();
  const { checks } = policy.get('login')!;
  for (const reason of replaced) checks.remove(reason);
  for (const check of checks) if (asked_once.includes(check.reason)) askOnce(check);
  // Whoever signs in on a device has just pressed "it is my device": that is the question to native applications.
  const native = policy.get('consent')!.checks.get('native_client_prompt')!;
  const asked = native.check;
  native.check = (ctx) => (ctx.oidc.entities.DeviceCode ? Check.NO_NEED_TO_PROMPT : asked(ctx));
  policy.get('login')!.checks.add(
    new Check('account_gone', 'the account of this session is not there any more', 'login_required', (ctx) => {
      const { session, account } = ctx.oidc;
      return session?.accountId !== undefined && account === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    }),
  );
  for (const { prompt, check } of extensions.flatMap((extension) => extension.checks?.(parts) ?? [])) {
    policy.get(prompt)!.checks.add(check);
  }
  return policy;
}

/**
 * Whoever has just signed in as somebody else than the application means is not asked again: the application is told
 * (OpenID Connect Core §3.1.2.1). The engine forgets the hint over the sign-in, so it is read anew.
 */
function askOnce(check: interactionPolicy.Check): void {
  const first = check.check;
  check.check = async (ctx) => {
    const { oidc } = ctx;
    const hint = oidc.params?.['id_token_hint'];
    if (oidc.entities.IdTokenHint === undefined && typeof hint === 'string' && oidc.client) {
      oidc.entity('IdTokenHint', await (oidc.provider as unknown as Validating).IdToken.validate(hint, oidc.client));
    }
    const wanted = await first(ctx);
    if (wanted === Check.REQUEST_PROMPT && oidc.result?.login)
      throw new errors.LoginRequired('somebody else signed in');
    return wanted;
  };
}

/** The engine's types do not show it. */
type Validating = { IdToken: { validate(jwt: string, client: object): Promise<never> } };
