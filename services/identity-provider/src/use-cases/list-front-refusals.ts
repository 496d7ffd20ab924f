import type { Db } from '@onecampus/database';
import { listTraceSteps } from '../store/client-traces.ts';

export type FrontRefusal = { readonly at: Date; readonly error: string };

const looked_at = 200;

/** What was refused lately at a service that speaks SAML or CAS, in the words of its protocol; the newest first. */
export async function listFrontRefusals(db: Db, clientId: string, limit: number): Promise<FrontRefusal[]> {
  const steps = await listTraceSteps(db, clientId, looked_at);
  return steps
    .filter(({ outcome }) => outcome === 'refused')
    .map(({ at, error }) => ({ at, error: error ?? '' }))
    .toReversed()
    .slice(0, limit);
}
