import type { Tx } from '@onecampus/database';

/** A run that was applied and is to be undone. */
export interface AppliedRun {
  readonly importId: string;
  readonly sourceId: string;
  readonly universityId: string;
  readonly timeZone: string;
  /** The moment that everything written by the run carries, as text in full precision. */
  readonly effectiveAt: string;
}

/**
 * Makes the working set of a rollback in this session and fixes its moment:
 *
 *   back          one row: the run and the moment `at`
 *   back_effects  logins that gave way or came back, and records said again: filled by the registrar
 *   back_undone   runs of the source that were undone before: filled by the registrar
 *   back_records  every record that the run touched              (weigh-rollback.ts)
 *   back_beliefs  what was believed of them before, after and now (weigh-rollback.ts)
 */
export async function openRollback(tx: Tx, run: AppliedRun): Promise<void> {
  await tx.raw(`
    discard temp;
    set local enable_nestloop = off;
    create temp table back (
      import_id uuid, source_id uuid, university_id uuid, time_zone text, effective_at timestamptz, at timestamptz
    );
    create temp table back_effects (effect text, entity_id uuid);
    create temp table back_undone (import_id uuid);`);
  await tx.raw('insert into back values (?, ?, ?, ?, ?, clock_timestamp())', [
    run.importId,
    run.sourceId,
    run.universityId,
    run.timeZone,
    run.effectiveAt,
  ]);
}
