import pg from 'pg';

/**
 * COPY of the rows that were staged last into a table without keys or checks: the least that Postgres can be asked for. The
 * server reads and writes the file itself, so nothing but its own work is measured.
 */
export async function copyIntoBareTable(
  adminUrl: string,
  scratchFile: string,
): Promise<{ rows: number; seconds: number }> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const file = client.escapeLiteral(scratchFile);
    await client.query(`copy registrar.import_rows to ${file}`);
    await client.query('create table public.bare (like registrar.import_rows)');
    const from = performance.now();
    const { rowCount } = await client.query(`copy public.bare from ${file}`);
    const seconds = (performance.now() - from) / 1_000;
    await client.query('drop table public.bare');
    return { rows: rowCount ?? 0, seconds };
  } finally {
    await client.end();
  }
}
