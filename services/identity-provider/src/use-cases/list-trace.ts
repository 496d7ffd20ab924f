import type { Db } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { findOwnedClient, type Owner } from '../store/client-owners.ts';
import { listTraceSteps, type TraceStep } from '../store/client-traces.ts';

export type { TraceStep };

/** One sign-in to an application, from its request as far as it came. */
export interface TraceFlow {
  readonly flowId: string;
  readonly steps: readonly TraceStep[];
}

/** Of those that failed, and as many of the others. */
const flows_max = 30;

/**
 * The last sign-ins of an application, the newest first, each with its steps in order.
 *
 * @throws DomainError `client.unknown`, also where it is another owner's.
 */
export async function listTrace(db: Db, id: string, owner: Owner): Promise<TraceFlow[]> {
  if (!(await findOwnedClient(db, id, owner))) throw new DomainError('client.unknown', 'No such client.');
  const flows = new Map<string, TraceStep[]>();
  for (const step of await listTraceSteps(db, id, flows_max)) {
    const steps = flows.get(step.flowId) ?? [];
    flows.delete(step.flowId);
    flows.set(step.flowId, [...steps, step]);
  }
  return [...flows].map(([flowId, steps]) => ({ flowId, steps })).toReversed();
}
