import type { Tx } from '@onecampus/database';
import { nameKeyOf } from '@onecampus/person-matching';
import { versionContext } from '../record-history/keep-versions.ts';
import { findRecordKeys } from '../record-history/record-keys.ts';
import type { RecordValues } from '../record-history/record-version.ts';
import { openBytes } from '../record-history/sealed-bytes.ts';

const page_rows = 2_000;

interface Sealed {
  readonly id: string;
  readonly version: string;
  readonly sealed: Buffer;
}

/** Lets the changed records say again what they said before the run, page by page at constant memory. */
export async function restoreRecords(tx: Tx, dataKey: Uint8Array): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await listSealed(tx, after);
    const last = page.at(-1);
    if (last === undefined) return;
    const keys = await findRecordKeys(
      tx,
      dataKey,
      page.map(({ id }) => id),
    );
    await writeValues(
      tx,
      page.map(({ id, version, sealed }) => {
        const values = JSON.parse(
          openBytes(keys.get(id)!, sealed, versionContext(id, version)).toString(),
        ) as RecordValues;
        return { id, version, ...values, name_key: nameKey(values) };
      }),
    );
    after = last.id;
  }
}

async function listSealed(tx: Tx, after: string): Promise<Sealed[]> {
  const { rows } = await tx.raw<{ rows: Sealed[] }>(
    `select v.source_record_id as id, v.version, v.sealed
     from back_records b
     join directory.source_record_versions v
       on v.source_record_id = b.record_id and v.version = b.version_before
     where b.kind = 'restore' and b.reason is null and b.record_id > ?
     order by b.record_id limit ${page_rows}`,
    [after],
  );
  return rows;
}

async function writeValues(tx: Tx, page: readonly object[]): Promise<void> {
  await tx.raw(
    `update directory.source_records s set
       family_name = w.family_name, given_name = w.given_name, patronymic = w.patronymic, birth_date = w.birth_date,
       email = w.email, phone = w.phone, name_key = w.name_key, national_number_hmac = v.national_number_hmac,
       missing_since = v.missing_since, version = s.version + 1, updated_at = (select at from back)
     from jsonb_to_recordset(?::jsonb) as w (id uuid, version bigint, family_name text, given_name text, patronymic text,
            birth_date date, email text, phone text, name_key text)
     join directory.source_record_versions v on v.source_record_id = w.id and v.version = w.version
     where s.id = w.id`,
    [JSON.stringify(page)],
  );
}

function nameKey({ family_name, given_name, patronymic }: RecordValues): string | null {
  const said = { familyName: family_name ?? '', givenName: given_name, patronymic };
  return nameKeyOf(said) || null;
}
