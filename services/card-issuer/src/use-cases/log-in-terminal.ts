import { createHash, timingSafeEqual } from 'node:crypto';
import type { CardDesk } from '../card-desk.ts';
import type { SipAccount } from '../rules/sip-account.ts';
import { findLogin } from '../store/sip-accounts.ts';

/**
 * The account that a machine logs in to, or `undefined`: an unknown login, a wrong secret, an account that is switched off,
 * a network or a certificate that it may not come with. Outside nobody learns which.
 */
export async function logInTerminal(
  desk: Pick<CardDesk, 'db'>,
  attempt: {
    readonly login: string;
    readonly secret: string;
    readonly address: string;
    /** The common name of the certificate that was verified. */
    readonly certificate: string | undefined;
  },
): Promise<SipAccount | undefined> {
  const found = await findLogin(desk.db, attempt.login, attempt.address);
  if (!found) return undefined;
  const { secretHash, ...account } = found;
  const hash = createHash('sha256').update(attempt.secret).digest();
  if (!timingSafeEqual(hash, secretHash)) return undefined;
  return account.clientCertificate === null || account.clientCertificate === attempt.certificate ? account : undefined;
}
