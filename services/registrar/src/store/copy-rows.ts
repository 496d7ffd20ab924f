import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { asDomainError, type Db, spoilsConnection } from '@onecampus/database';
import { from as copyFrom } from 'pg-copy-streams';

/** The columns of a staged row, in the order in which `copyLine` is given their values. */
const columns = `import_id, line, source_key, family_name, given_name, patronymic, birth_date, national_number_hmac, login, email,
  affiliation, affiliation_word, org_unit, programme, valid_from, valid_until, status, new_reference, name_key, fault, fault_field, cells`;

/** One line in the text format of COPY (PostgreSQL, COPY, "Text Format"). */
export function copyLine(values: readonly (string | number | null)[]): string {
  return `${values.map((value) => (value === null ? '\\N' : escaped(String(value)))).join('\t')}\n`;
}

function escaped(value: string): string {
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : value;
}

/** A file of a million rows takes minutes: a moment in which the database is overrun must not cost all of it. */
const tries_max = 6;
const pause_ms = 1_000;

interface Connection {
  query(stream: Writable): Writable;
  __knex__disposed?: unknown;
}

async function patiently<Result>(acquire: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await acquire();
    } catch (error) {
      if (tried === tries_max) throw error;
      await pause(pause_ms * tried);
    }
  }
}

/**
 * Stages one batch. Each batch is a statement of its own and not one COPY for the whole file: a slow upload would keep it
 * open, and with it a transaction that holds back the change feed.
 */
export async function copyRows(db: Db, lines: readonly string[]): Promise<void> {
  const connection = await patiently<Connection>(() => db.client.acquireConnection());
  try {
    const stream = connection.query(copyFrom(`copy registrar.import_rows (${columns}) from stdin`));
    await pipeline(Readable.from([Buffer.from(lines.join(''))]), stream);
  } catch (error) {
    if (spoilsConnection(error)) connection.__knex__disposed = error;
    throw asDomainError(error);
  } finally {
    await db.client.releaseConnection(connection);
  }
}
