import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';

/** A window of time, its end not in it; `until` null = open. */
export interface Window {
  readonly from: Date;
  readonly until: Date | null;
}

/** As people say it: `2026-09-01` is a day at the university and counts in full as the last one; otherwise a moment. */
export interface SaidWindow {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * The window between two days or moments, read in the time zone of the transaction's university; UTC where there is none.
 * It begins now unless said otherwise. @throws DomainError `request.malformed` where it ends before it begins.
 */
export async function windowOf(tx: Tx, { from, until }: SaidWindow): Promise<Window> {
  const isDay = (text: string | undefined) => text?.length === 10;
  const { rows } = await tx.raw<{ rows: Window[] }>(
    `select case when ?::boolean then ?::text::timestamp at time zone zone else coalesce(?::text::timestamptz, now()) end as from,
            case when ?::boolean then (?::text::date + 1)::timestamp at time zone zone else ?::text::timestamptz end as until
     from (select coalesce((select time_zone from directory.universities where id = directory.current_university()), 'UTC') as zone) as z`,
    [isDay(from), from ?? null, from ?? null, isDay(until), until ?? null, until ?? null] as never,
  );
  const window = rows[0]!;
  if (window.until && window.until <= window.from) {
    throw new DomainError('request.malformed', 'The window ends before it begins.');
  }
  return window;
}
