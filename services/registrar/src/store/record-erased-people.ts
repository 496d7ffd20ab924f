import type { Tx } from '@onecampus/database';
import type { Erasure } from '@onecampus/directory';

/**
 * Puts on record each person of a batch that went with its university, all in one statement: tens of thousands leave with a
 * university. `whole` says whether the person is known nowhere else.
 */
export async function recordErasedPeople(
  tx: Tx,
  going: { readonly by: string; readonly departureId: string; readonly universityId: string },
  { records, erasedPeople }: Erasure,
): Promise<void> {
  const people = [...new Set(records.map(({ personId }) => personId))];
  await tx.raw(
    `insert into directory.audit_trail (actor, university_id, action, subject, details)
     select ?, ?, 'person.erased', 'person:' || person,
            jsonb_build_object('departure', ?::text, 'basis', 'leaving', 'whole', person = any(?::uuid[]))
     from unnest(?::uuid[]) as person`,
    [going.by, going.universityId, going.departureId, [...erasedPeople], people] as never,
  );
}
