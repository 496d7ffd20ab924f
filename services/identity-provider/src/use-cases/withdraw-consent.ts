import { type Db, transaction } from '@onecampus/database';
import { consentWithdrawn } from '../events/releases.ts';
import { endConsent } from '../store/consents.ts';
import { deleteGrantsToService } from '../store/service-grants.ts';

/**
 * Takes back what somebody allowed a service: it is told nothing from this moment, its tokens are worth nothing, and it asks
 * again at the next sign-in. What it has read already is its own matter; the page says so. `false` where nothing stood.
 */
export async function withdrawConsent(
  db: Db,
  who: { readonly personId: string; readonly referenceId: string },
  clientId: string,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    if (!(await endConsent(tx, { referenceId: who.referenceId, clientId }, 'withdrawn'))) return false;
    await deleteGrantsToService(tx, who.referenceId, clientId);
    await consentWithdrawn(tx, who.personId, clientId);
    return true;
  });
}
