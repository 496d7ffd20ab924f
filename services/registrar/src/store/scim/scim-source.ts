import type { Tx } from '@onecampus/database';

/** The label under which a university's SCIM client stands among its sources. */
export const scimLabel = 'scim';

/** The source of a university's SCIM records, made when it is first needed. */
export async function takeScimSource(tx: Tx, universityId: string, newId: string): Promise<string> {
  const { rows: known } = await tx.raw<{ rows: { id: string }[] }>(
    `select id from directory.sources where university_id = ? and label = '${scimLabel}'`,
    [universityId],
  );
  if (known[0]) return known[0].id;
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `insert into directory.sources (id, university_id, label, kind) values (?, ?, '${scimLabel}', 'sis')
     on conflict (university_id, label) do update set label = excluded.label
     returning id`,
    [newId, universityId],
  );
  return rows[0]!.id;
}
