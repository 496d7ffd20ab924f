import { refuse, ScimError } from '../errors/scim-error.ts';
import type { BulkOperation } from './bulk-operation.ts';
import { mapBulkIds } from './resolve-bulk-ids.ts';

export interface BulkPlan {
  /** References come before what refers to them; otherwise the order of the request. */
  readonly order: readonly BulkOperation[];
  /** Operations that cannot be done: unknown reference 400 invalidValue, circle 409. Not in `order`. By `index`. */
  readonly refused: ReadonlyMap<number, ScimError>;
}

const UNKNOWN = 'The operation refers, itself or through another, to a bulkId that no POST of the request has.';
/** RFC 7644 §3.7.1 lets a provider stop at a circle with 409. */
const CIRCLE = 'The operation is part of a circle of bulkId references, or rests on one.';

/** BulkIds that the data or the path of an operation refers to; a refusal for data that cannot be walked. */
function referencesOf({ id, data }: BulkOperation): Set<string> | ScimError {
  const found = new Set<string>();
  try {
    mapBulkIds([id, data], (bulkId) => {
      found.add(bulkId);
      return bulkId;
    });
    return found;
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
}

/**
 * The order of a bulk request, RFC 7644 §3.7.1: as sent, except that what an operation refers to comes before it.
 *
 * A walk over the references with a stack of its own: no chain of them is too long for it. What is `open` is exactly the
 * chain from the operation we began with, so that meeting an open one is a circle.
 */
export function planBulk(operations: readonly BulkOperation[]): BulkPlan {
  const makers = new Map<string, BulkOperation>();
  for (const one of operations) if (one.method === 'POST' && one.bulkId !== undefined) makers.set(one.bulkId, one);
  const references = new Map(operations.map((one) => [one, referencesOf(one)]));
  const refused = new Map<number, ScimError>();
  const state = new Map<BulkOperation, 'open' | 'done'>();
  const order: BulkOperation[] = [];

  /** What has to come first, or why the operation cannot be done. */
  const look = (operation: BulkOperation): BulkOperation[] | ScimError => {
    const named = references.get(operation)!;
    if (named instanceof ScimError) return named;
    const first: BulkOperation[] = [];
    for (const bulkId of named) {
      const maker = makers.get(bulkId);
      if (!maker) return refuse('invalidValue', UNKNOWN);
      const fault = refused.get(maker.index);
      if (fault) return fault;
      if (state.get(maker) === 'open') return new ScimError(409, CIRCLE);
      if (!state.has(maker)) first.push(maker);
    }
    return first;
  };

  for (const operation of operations) {
    const stack = [operation];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      if (state.get(top) === 'done') {
        stack.pop();
        continue;
      }
      state.set(top, 'open');
      const first = look(top);
      if (!(first instanceof ScimError) && first.length > 0) {
        stack.push(...first.reverse());
        continue;
      }
      if (first instanceof ScimError) refused.set(top.index, first);
      else order.push(top);
      state.set(top, 'done');
    }
  }
  return { order, refused };
}
