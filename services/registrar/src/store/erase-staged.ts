import type { Tx } from '@onecampus/database';
import type { ErasedRecord } from '@onecampus/directory';

/**
 * Takes an erased record out of the imports of its university: staged rows, refused ones with their cells, previews. A row
 * that could not be understood is found by the words in its cells: by the number, the login, the address, or by family and
 * given name together. Returns how many rows there were.
 */
export async function eraseStagedRows(tx: Tx, record: ErasedRecord): Promise<number> {
  const words = wordsOf(record);
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `with gone as (
       delete from registrar.import_rows r using registrar.imports i
       where i.id = r.import_id and i.university_id = :universityId and (
         (i.source_id = :sourceId and r.source_key = :sourceKey)
         or lower(r.login) = any(cast(:logins as text[])) or lower(r.email) = cast(:email as text)
         or r.national_number_hmac = cast(:mark as bytea)
         or (r.family_name = :familyName and r.given_name is not distinct from :givenName and r.birth_date is not distinct from cast(:birthDate as date))
         or (r.cells is not null and ${matches('r.cells::text')}))
       returning r.import_id
     ), counted as (select import_id, count(*)::int as n from gone group by import_id)
     , fewer as (
       update registrar.imports i set staged_rows = greatest(i.staged_rows - counted.n, 0) from counted where i.id = counted.import_id
     )
     select from gone`,
    { ...record, ...words } as never,
  );
  return rowCount;
}

/** Takes an erased record out of the differences and the previews of its university's imports. */
export async function erasePreviews(tx: Tx, record: ErasedRecord): Promise<void> {
  const words = wordsOf(record);
  await tx.raw(
    `delete from registrar.import_changes c using registrar.imports i
     where i.id = c.import_id and i.university_id = :universityId
       and ((i.source_id = :sourceId and c.source_key = :sourceKey) or ${matches(`(c.name || ' ' || c.fields::text)`)})`,
    { ...record, ...words } as never,
  );
  await tx.raw(
    `update registrar.imports i set
       preview = case when ${matches('i.preview::text')} then null else i.preview end,
       recognised = case when ${matches('i.recognised::text')} then '{}' else i.recognised end,
       failure = case when ${matches('i.failure::text')} then '{}' else i.failure end
     where i.university_id = :universityId
       and (${matches('i.preview::text')} or ${matches('i.recognised::text')} or ${matches('i.failure::text')})`,
    { ...record, ...words } as never,
  );
}

/** Everything that the imports of a university hold of anybody. Returns how many rows there were. */
export async function dropAllStaged(tx: Tx, universityId: string): Promise<number> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `delete from registrar.import_rows r using registrar.imports i where i.id = r.import_id and i.university_id = ?`,
    [universityId],
  );
  await tx.raw(`delete from registrar.import_changes where university_id = ?`, [universityId]);
  await tx.raw(
    `update registrar.imports set preview = null, recognised = '{}', failure = case when failure is null then null else '{}'::jsonb end,
       rows_dropped_at = coalesce(rows_dropped_at, now())
     where university_id = ?`,
    [universityId],
  );
  return rowCount;
}

/** One of the single words, or both halves of the name, stand in a text that is JSON. */
function matches(text: string): string {
  return `(exists (select from unnest(cast(:words as text[])) as word where position(word in lower(${text})) > 0)
    or (cast(:family as text) is not null and position(cast(:family as text) in lower(${text})) > 0
        and position(cast(:given as text) in lower(${text})) > 0))`;
}

/** Shorter ones stand in half of all rows by chance. */
const word_letters_min = 4;

function wordsOf(record: ErasedRecord) {
  const json = (text: string) => JSON.stringify(text).slice(1, -1).toLowerCase();
  const logins = record.identifiers.flatMap((value) => (value.includes('@') ? [value.split('@')[0]!] : []));
  const words = [record.sourceKey, ...record.identifiers, ...logins, record.email ?? ''];
  const family = json(record.familyName);
  return {
    logins,
    email: record.email?.toLowerCase() ?? null,
    mark: record.nationalNumberHmac,
    words: [...new Set(words.map(json))].filter((word) => word.length >= word_letters_min),
    family: family.length >= 2 ? family : null,
    given: json(record.givenName ?? ''),
  };
}
