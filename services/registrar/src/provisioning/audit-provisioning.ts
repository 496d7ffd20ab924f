import type { Tx } from '@onecampus/database';
import { recordAudit } from '@onecampus/directory';
import type { Caller } from './caller.ts';

/** What a university's system did to a User, a Group or an Affiliation: ids, names of fields and counts. */
export function auditProvisioning(
  tx: Tx,
  { by, university }: Caller,
  event: {
    readonly action: `scim-${string}.${string}`;
    readonly subject: string;
    readonly details?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  return recordAudit(tx, { actor: by, universityId: university.id, ...event });
}
