import { type Db, type Tx, transaction } from '@onecampus/database';
import type { RateLimiter } from '@onecampus/ephemeral';
import type { Clock } from '@onecampus/runtime';
import { type KeyEncryptionKey, open } from '@onecampus/tokens';
import { recoveryCodeUsed, secondFactorFailed, secondFactorProved } from '../events/factors.ts';
import { hashRecoveryCode, looksLikeRecoveryCode } from '../second-factor/recovery-code.ts';
import { stepOfCode, totpPlace } from '../second-factor/totp-code.ts';
import { spendRecoveryCode } from '../store/recovery-codes.ts';
import { findTotp, spendTotpStep } from '../store/totp.ts';

export type ProveCodeContext = {
  readonly db: Db;
  readonly kek: KeyEncryptionKey;
  readonly clock: Clock;
  readonly tries: RateLimiter;
};

/**
 * Takes a one-time code by the clock, or one of the recovery codes; each serves once.
 *
 * @param attempt.from what its tries are counted under besides the account: a browser that the account knows, or `strangers`.
 * @throws DomainError `request.too_many`.
 */
export async function proveCode(
  context: ProveCodeContext,
  attempt: { readonly personId: string; readonly code: string; readonly from: string },
): Promise<'totp' | 'recovery-code' | undefined> {
  const { personId, code } = attempt;
  const counted = `${personId}.${attempt.from}`;
  await context.tries.count(counted);
  const proved = looksLikeRecoveryCode(code)
    ? (await spendRecovery(context, personId, code)) && 'recovery-code'
    : (await spendStep(context, personId, code)) && 'totp';
  if (!proved) {
    await secondFactorFailed(context.db, { personId });
    return undefined;
  }
  await context.tries.forgive(counted);
  return proved;
}

async function spendStep({ db, kek, clock }: ProveCodeContext, personId: string, code: string): Promise<boolean> {
  const totp = await findTotp(db, personId);
  if (!totp?.confirmedAt) return false;
  const secret = open(totp.sealedSecret, kek, totpPlace(personId));
  const step = stepOfCode(secret, code, clock.now());
  if (step === undefined) return false;
  return transaction(db, async (tx) => {
    const spent =
      (await spendTotpStep(tx, personId, totp.sealedSecret, step)) ||
      (await spendRewrappedStep(tx, kek, personId, { ...totp, secret, step }));
    if (spent) await secondFactorProved(tx, { personId }, 'totp');
    return spent;
  });
}

/** Where the same secret came into another envelope meanwhile (`rewrap-sealed-values`), the code is as good as it was. */
async function spendRewrappedStep(
  tx: Tx,
  kek: KeyEncryptionKey,
  personId: string,
  read: { readonly sealedSecret: string; readonly secret: string; readonly step: number },
): Promise<boolean> {
  const now = await findTotp(tx, personId);
  if (!now?.confirmedAt || now.sealedSecret === read.sealedSecret) return false;
  if (open(now.sealedSecret, kek, totpPlace(personId)) !== read.secret) return false;
  return spendTotpStep(tx, personId, now.sealedSecret, read.step);
}

async function spendRecovery({ db, kek }: ProveCodeContext, personId: string, code: string): Promise<boolean> {
  return transaction(db, async (tx) => {
    const spent = await spendRecoveryCode(tx, personId, hashRecoveryCode(kek, personId, code));
    if (spent) await recoveryCodeUsed(tx, { personId });
    return spent;
  });
}
