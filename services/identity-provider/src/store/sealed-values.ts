import type { Db } from '@onecampus/database';

/** Where sealed values are: the key of a row and the column, by table. */
const columns = {
  derivation_root: ['id', 'sealed_root'],
  signing_keys: ['kid', 'sealed_private_jwk'],
  cookie_keys: ['id', 'sealed_key'],
  saml_certificates: ['id', 'sealed_private_key'],
  federation_keys: ['kid', 'sealed_private_jwk'],
  upstreams: ['id', 'secret_sealed'],
  upstream_strangers: ['id', 'shown_sealed'],
  totp: ['person_id', 'sealed_secret'],
  password_requests: ['id', 'sealed'],
  mails: ['id', 'sealed'],
} as const;

export type SealedTable = keyof typeof columns;

export const sealedTables = Object.keys(columns) as SealedTable[];

/** `table.column` of everything that is kept sealed. */
export const sealedColumns = sealedTables.map((table) => `${table}.${columns[table][1]}`);

export type SealedValue = { readonly id: string; readonly sealed: string };

/** How many values are sealed under which key. The second part of an envelope is its key's name (packages/tokens). */
export async function countSealedValues(db: Db): Promise<{ table: SealedTable; keyId: string; count: number }[]> {
  const parts = sealedTables.map(
    (
      table,
    ) => `select '${table}' as "table", split_part(${columns[table][1]}, '.', 2) as "keyId", count(*)::int as count
      from identity_provider.${table} where ${columns[table][1]} is not null group by 2`,
  );
  const { rows } = await db.raw<{ rows: { table: SealedTable; keyId: string; count: number }[] }>(
    `${parts.join(' union all ')} order by 1, 2`,
  );
  return rows;
}

/** A page of a table's sealed values, in the order of their keys; with `notUnder` only those under another key. */
export async function listSealedValues(
  db: Db,
  table: SealedTable,
  page: { readonly after: string; readonly limit: number; readonly notUnder?: string | undefined },
): Promise<SealedValue[]> {
  const [key, column] = columns[table];
  const { rows } = await db.raw<{ rows: SealedValue[] }>(
    `select ${key}::text as id, ${column} as sealed from identity_provider.${table}
     where ${column} is not null and ${key}::text collate "C" > :after
       and (:notUnder::text is null or split_part(${column}, '.', 2) <> :notUnder)
     order by ${key}::text collate "C" limit :limit`,
    { ...page, notUnder: page.notUnder ?? null } as never,
  );
  return rows;
}

/** Puts values into other envelopes, each only where nobody has written meanwhile; says how many. */
export async function replaceSealedValues(
  db: Db,
  table: SealedTable,
  values: readonly (SealedValue & { readonly anew: string })[],
): Promise<number> {
  const [key, column] = columns[table];
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update identity_provider.${table} t set ${column} = v.anew
     from unnest(?::text[], ?::text[], ?::text[]) as v (id, sealed, anew)
     where t.${key}::text = v.id and t.${column} = v.sealed`,
    [values.map(({ id }) => id), values.map(({ sealed }) => sealed), values.map(({ anew }) => anew)] as never,
  );
  return rowCount;
}
