import type { Tx } from '@onecampus/database';
import type { Roll } from './roll.ts';

/*
 * The working set of an import lives in the session's own temporary tables, so that comparing a whole university with the
 * directory is a handful of set-based statements and touches nothing that others see:
 *
 *   roll               one row: the roll's constants and the moment `at`
 *   roll_grace         for how long an affiliation keeps its effect after its last day
 *   roll_rows          the accepted rows of the file, filled by the registrar
 *   roll_held          numbers with a refused row: nothing of theirs is ended
 *   roll_records       one row per person of the file           (link-records.ts)
 *   roll_known         the numbers and logins that are taken    (find-clashes.ts)
 *   roll_identifiers   the numbers and logins they should have  (find-clashes.ts, compare-identifiers.ts)
 *   roll_beliefs       what the directory believes today        (resolve-windows.ts)
 *   roll_affiliations  what the file says is so                 (resolve-windows.ts)
 *   roll_people        what it comes to, per person             (compare-roll.ts)
 *   roll_lines         the same to be read by a human           (preview-roll.ts)
 *
 * The constants are read as scalar subqueries and nested loops are switched off: right after a large import the directory's
 * own statistics are stale, and a nested loop chosen by them took minutes where a hash join takes milliseconds.
 * The planner needs to know how many rows there are and little else, so the samples are small: at their ordinary size the
 * ANALYZEs were half of the whole comparison.
 */
const workingSet = `
  discard temp;
  set local enable_nestloop = off;
  set local default_statistics_target = 5;
  create temp table roll (
    source_id uuid, university_id uuid, scope text, time_zone text, number_scheme text, at timestamptz
  );
  create temp table roll_grace (affiliation text primary key, grace interval not null);
  create temp table roll_rows (
    line integer, source_key text, family_name text, given_name text, patronymic text, birth_date date,
    national_number_hmac bytea, login text, email text, affiliation text, org_unit text, programme text,
    valid_from date, valid_until date, ended boolean, new_reference text, name_key text
  );
  create temp table roll_held (source_key text primary key);`;

/**
 * Makes the empty working set in this session and fixes the moment. `at` is the clock of the database after the wait for
 * whoever imported before, so that beliefs are recorded in the order in which they came.
 */
export async function openRoll(tx: Tx, roll: Roll): Promise<void> {
  await tx.raw(workingSet);
  await tx.raw('insert into roll values (?, ?, ?, ?, ?, clock_timestamp())', [
    roll.sourceId,
    roll.universityId,
    roll.scope,
    roll.timeZone,
    roll.numberScheme,
  ]);
  await tx.raw(
    `insert into roll_grace
     select said.affiliation, said.duration::interval
     from directory.universities u cross join lateral jsonb_each_text(u.grace) as said (affiliation, duration)
     where u.id = ?`,
    [roll.universityId],
  );
}
