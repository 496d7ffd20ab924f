import type { Db } from '@onecampus/database';
import { Redis } from 'ioredis';

/** Where a text was found: `schema.table.column`, `redis:<key>`, `log`. */
export interface Sighting {
  readonly place: string;
  readonly text: string;
}

/**
 * Looks for texts in every column of every table of a database, read from the catalogue, so that a table of tomorrow is
 * looked through as well; bytes are looked through for the text in UTF-8. `admin` sees all rows.
 */
export async function scanDatabase(admin: Db, texts: readonly string[]): Promise<Sighting[]> {
  const { rows: columns } = await admin.raw<{ rows: { place: string; table: string; column: string }[] }>(
    `select format('%s.%s.%s', table_schema, table_name, column_name) as place, format('%I.%I', table_schema, table_name) as table,
            quote_ident(column_name) as column
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1`,
  );
  const found: Sighting[] = [];
  for (const { place, table, column } of columns) {
    const { rows } = await admin.raw<{ rows: { text: string }[] }>(
      `select distinct wanted.text from ${table} t, unnest(?::text[]) as wanted (text)
       where position(lower(wanted.text) in lower(t.${column}::text)) > 0
          or position(encode(convert_to(wanted.text, 'UTF8'), 'hex') in t.${column}::text) > 0`,
      [[...texts]] as never,
    );
    found.push(...rows.map(({ text }) => ({ place, text })));
  }
  return found;
}

/** The same for every key of a Redis and what is stored under it. */
export async function scanRedis(url: string, texts: readonly string[]): Promise<Sighting[]> {
  const redis = new Redis(url);
  const found: Sighting[] = [];
  const wanted = texts.map((text) => text.toLowerCase());
  for await (const keys of redis.scanStream({ count: 500 })) {
    for (const key of keys as string[]) {
      const type = await redis.type(key);
      const content =
        type === 'string'
          ? await redis.get(key)
          : type === 'hash'
            ? JSON.stringify(await redis.hgetall(key))
            : type === 'set'
              ? (await redis.smembers(key)).join('\n')
              : type === 'zset'
                ? (await redis.zrange(key, '0', '-1')).join('\n')
                : type === 'list'
                  ? (await redis.lrange(key, 0, -1)).join('\n')
                  : '';
      const all = `${key}\n${content ?? ''}`.toLowerCase();
      found.push(...wanted.filter((text) => all.includes(text)).map((text) => ({ place: `redis:${key}`, text })));
    }
  }
  await redis.quit();
  return found;
}
