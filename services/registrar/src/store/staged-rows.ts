import type { Db, Tx } from '@onecampus/database';
import type { RowFaultCode } from '../rules/row-faults.ts';

/**
 * The faults that only show when rows are laid side by side. The first row of a number counts; a later one with other
 * personal data is refused, as is one that says the same for the same time again. Works on the session's own tables, which
 * have statistics; on the staged rows themselves the planner would be guessing.
 */
export async function refuseContradictions(tx: Tx, importId: string): Promise<void> {
  await tx.raw(`
    create temp table roll_contradictions as
    with firsts as (select distinct on (source_key) * from roll_rows order by source_key, line)
    select r.line, 'duplicate-source-key' as fault, 'source_key' as field, firsts.line as other_line
    from firsts join roll_rows r on r.source_key = firsts.source_key and r.line > firsts.line
    where (r.family_name, r.given_name, r.patronymic, r.birth_date, r.national_number_hmac, r.login, r.email) is distinct from
          (firsts.family_name, firsts.given_name, firsts.patronymic, firsts.birth_date, firsts.national_number_hmac, firsts.login, firsts.email);

    insert into roll_contradictions
    with several as (
      select * from (select *, count(*) over (partition by source_key) as together from roll_rows) as counted
      where together > 1 and line not in (select line from roll_contradictions)
    )
    select later.line, 'affiliation-twice', 'affiliation', min(earlier.line)
    from several earlier join several later
      on later.source_key = earlier.source_key and later.line > earlier.line and later.affiliation = earlier.affiliation
     and coalesce(later.org_unit, '') = coalesce(earlier.org_unit, '') and coalesce(later.programme, '') = coalesce(earlier.programme, '')
     and daterange(later.valid_from, later.valid_until, '[]') && daterange(earlier.valid_from, earlier.valid_until, '[]')
    group by later.line;
    analyze roll_contradictions;`);
  await tx.raw(
    `update registrar.staged_rows r set fault = c.fault, fault_field = c.field, other_line = c.other_line
     from roll_contradictions c where r.import_id = ? and r.line = c.line`,
    [importId],
  );
  await tx.raw(`
    insert into roll_held select distinct source_key from roll_rows join roll_contradictions using (line) on conflict do nothing;
    delete from roll_rows using roll_contradictions c where c.line = roll_rows.line;`);
}

/** Refuses every row of people whose numbers or logins belong to somebody else. */
export async function refusePeople(
  tx: Tx,
  importId: string,
  fault: RowFaultCode,
  field: string,
  sourceKeys: readonly string[],
): Promise<void> {
  await tx.raw(
    `update registrar.staged_rows set fault = ?, fault_field = ?
     where import_id = ? and fault is null and source_key = any(?::text[])`,
    [fault, field, importId, [...sourceKeys]] as never,
  );
}

/** A clash found by an earlier comparison may have dissolved since. */
export async function forgiveClashes(tx: Tx, importId: string): Promise<void> {
  await tx.raw(
    `update registrar.staged_rows set fault = null, fault_field = null
     where import_id = ? and fault in ('login-taken', 'number-taken', 'erased')`,
    [importId],
  );
}

/** Hands the accepted rows to the roll in hand, and the numbers of refused ones, of which nothing is ended. */
export async function fillRoll(tx: Tx, importId: string): Promise<void> {
  await tx.raw(
    `insert into roll_rows
     select line, source_key, family_name, given_name, patronymic, birth_date, national_number_hmac, login, email, affiliation,
            org_unit, programme, valid_from, valid_until, status = 'ended', new_reference, name_key
     from registrar.staged_rows where import_id = ? and fault is null
     order by line`,
    [importId],
  );
  await tx.raw('analyze roll_rows');
  await tx.raw(
    `insert into roll_held
     select distinct source_key from registrar.staged_rows where import_id = ? and fault is not null and source_key is not null
     on conflict do nothing`,
    [importId],
  );
}

export async function countStaged(tx: Tx, importId: string): Promise<{ rows: number; refused: number }> {
  const { rows } = await tx.raw<{ rows: { rows: number; refused: number }[] }>(
    `select count(*)::int as rows, count(fault)::int as refused from registrar.staged_rows where import_id = ?`,
    [importId],
  );
  return rows[0]!;
}

export interface RefusedLine {
  readonly line: number;
  readonly sourceKey: string | null;
  readonly fault: RowFaultCode;
  readonly field: string | null;
  readonly otherLine: number | null;
  /** What stood in the row, shortened and without the national number; only of rows that could not be understood. */
  readonly cells: readonly string[] | null;
}

export async function listRefused(
  db: Db,
  importId: string,
  after: { line: number; limit: number },
): Promise<RefusedLine[]> {
  const { rows } = await db.raw<{ rows: RefusedLine[] }>(
    `select line, source_key as "sourceKey", fault, fault_field as field, other_line as "otherLine", cells
     from registrar.staged_rows
     where import_id = ? and fault is not null and line > ?
     order by line limit ?`,
    [importId, after.line, after.limit],
  );
  return rows;
}

/** The university's word for each affiliation, as the file has it. */
export async function listAffiliationWords(tx: Tx, importId: string): Promise<Map<string, string>> {
  const { rows } = await tx.raw<{ rows: { affiliation: string; word: string }[] }>(
    `select affiliation, mode() within group (order by affiliation_word) as word
     from registrar.staged_rows where import_id = ? and fault is null group by affiliation`,
    [importId],
  );
  return new Map(rows.map((row) => [row.affiliation, row.word]));
}
