import type { Tx } from '@onecampus/database';
import type { ReleaseBasis, StoredReleasePolicy } from '../rules/release-policy.ts';

/** The policy of the row's client, as a column of every query of clients: it is read wherever they are. */
export const releasePolicyColumn = `(
    select jsonb_build_object('version', p.version, 'bundle', p.bundle, 'purposeRu', p.purpose_ru, 'purposeEn', p.purpose_en,
      'claims', (select coalesce(jsonb_object_agg(r.claim, jsonb_build_object('basis', r.basis, 'required', r.required)), '{}')
                 from identity_provider.released_claims r where r.client_id = p.client_id))
    from identity_provider.release_policies p where p.client_id = clients.id) as "releasePolicy"`;

/**
 * Puts a decision in the place of the one before and raises the version. Two at once wait for each other and both count.
 *
 * @returns the new version.
 */
export async function saveReleasePolicy(
  tx: Tx,
  clientId: string,
  policy: Omit<StoredReleasePolicy, 'version'>,
  changedBy: string,
): Promise<number> {
  const { rows } = await tx.raw<{ rows: { version: number }[] }>(
    `insert into identity_provider.release_policies as p (client_id, bundle, purpose_ru, purpose_en, changed_by)
     values (?, ?, ?, ?, ?)
     on conflict (client_id) do update
       set version = p.version + 1, bundle = excluded.bundle, purpose_ru = excluded.purpose_ru,
           purpose_en = excluded.purpose_en, changed_by = excluded.changed_by, changed_at = now()
     returning version`,
    [clientId, policy.bundle, policy.purposeRu, policy.purposeEn, changedBy] as never,
  );
  const claims: { claim: string; basis: ReleaseBasis; required: boolean }[] = Object.entries(policy.claims).map(
    ([claim, { basis, required }]) => ({ claim, basis, required }),
  );
  await tx.raw('delete from identity_provider.released_claims where client_id = ?', [clientId]);
  await tx.raw(
    `insert into identity_provider.released_claims (client_id, claim, basis, required)
     select ?, claim, basis, required
     from jsonb_to_recordset(?::jsonb) as one (claim text, basis text, required boolean)`,
    [clientId, JSON.stringify(claims)],
  );
  return rows[0]!.version;
}
