import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '@onecampus/errors';
import type { PageAnswer } from '@onecampus/http';
import type { Context } from '../context.ts';
import { finishSignIn, type PendingSignIn } from '../provider/interactions.ts';
import { acrOf } from '../rules/assurance.ts';
import type { SignInFacts } from '../store/credentials.ts';
import { findAccount } from '../use-cases/find-account.ts';
import { dropProgress, type SignInProgress, saveProgress } from './progress.ts';
import { signInSteps } from './steps.ts';

/**
 * Goes on with a sign-in after something was proved or chosen: to the next step that it needs, or, where none is left, to
 * the application. Every way of signing in ends here, so no way in forgets a step.
 */
export async function proceed(
  context: Context,
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
  pending: PendingSignIn,
  soFar: SignInProgress,
  facts?: SignInFacts,
): Promise<PageAnswer> {
  const epoch = soFar.epoch ?? (await findAccount(context.db, soFar.referenceId))?.epoch;
  if (epoch === undefined) throw new DomainError('account.unknown', 'The account is not there any more, or locked.');
  const { kept, ...before } = soFar;
  const progress = { ...before, epoch };
  for (const step of signInSteps) {
    if (!(await step.isNeeded(context, pending, progress, facts))) continue;
    await saveProgress(context.ephemeral, pending.uid, progress);
    return { redirect: step.path(pending.uid) };
  }
  if (kept) await dropProgress(context.ephemeral, pending.uid);
  const acr = acrOf(progress);
  await finishSignIn(context.engine, exchange, {
    accountId: progress.referenceId,
    epoch,
    publicComputer: progress.publicComputer,
    amr: progress.methods,
    ...(acr === undefined ? {} : { acr }),
    ...(progress.universityId === undefined ? {} : { universityId: progress.universityId }),
    ...(progress.upstream === undefined ? {} : { upstream: progress.upstream }),
  });
  return { answered: true };
}
