import type { Actor, University } from '@onecampus/directory';

/** Who speaks by SCIM, and for which university. */
export interface Caller {
  /** `client:scim-token:<uuid>` or `client:<id>`. */
  readonly by: Actor;
  readonly university: University;
}
