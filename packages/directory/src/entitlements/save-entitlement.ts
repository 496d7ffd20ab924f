import type { Tx } from '@onecampus/database';
import type { Entitlement } from './entitlement.ts';

/**
 * Defines an entitlement of the transaction's university, or changes its labels. @returns whose it is now, which is somebody
 * else where another university has defined it.
 */
export async function saveEntitlement(tx: Tx, wanted: Omit<Entitlement, 'universityId'>): Promise<string> {
  await tx.raw(
    `insert into directory.entitlements (uri, university_id, label_ru, label_en)
     values (?, directory.current_university(), ?, ?) on conflict do nothing`,
    [wanted.uri, wanted.label.ru, wanted.label.en],
  );
  const { rows } = await tx.raw<{ rows: { owner: string }[] }>(
    `select university_id as owner from directory.entitlements where uri = ?`,
    [wanted.uri],
  );
  await tx.raw(
    `update directory.entitlements set label_ru = ?, label_en = ? where uri = ? and university_id = directory.current_university()`,
    [wanted.label.ru, wanted.label.en, wanted.uri],
  );
  return rows[0]!.owner;
}

/** All entitlements there are; no secret of anybody. */
export async function listEntitlements(tx: Tx): Promise<Entitlement[]> {
  const { rows } = await tx.raw<{ rows: Entitlement[] }>(
    `select uri, university_id as "universityId", json_build_object('ru', label_ru, 'en', label_en) as label
     from directory.entitlements order by uri`,
  );
  return rows;
}
