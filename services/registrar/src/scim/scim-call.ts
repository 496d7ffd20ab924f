import type { Context } from '../context.ts';
import type { Caller } from '../provisioning/caller.ts';

/** A request that was let in: who calls, for which university, under which address. */
export interface ScimCall {
  readonly context: Context;
  readonly caller: Caller;
  /** `https://…/scim/v2/tsu`, no slash at the end. */
  readonly base: string;
}

/** What every change of a resource may bring along. */
export interface Conditions {
  /** The header If-Match, or `version` of a bulk operation. */
  readonly ifMatch: string | undefined;
}
