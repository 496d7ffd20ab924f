import type { Db } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import { rings } from '../rules/ring.ts';
import { purgedTables, purgeExpired } from '../store/purge.ts';
import { tendRing } from '../store/rings.ts';
import { purgeDevices } from '../store/sign-ins.ts';

/** Rows of one statement, so that none holds its locks for long. */
const slice_rows = 5_000;
/** Of one table in one run: what is left over, the next one takes. */
const slices_max = 40;

type Purging = { readonly db: Db; readonly log: Logger };

/** Gives up what expired: whole partitions where a table is a ring of them, rows in slices where it stays small by itself. */
export async function purge({ db, log }: Purging, now: Date, stopping: AbortSignal): Promise<void> {
  const inSlices = [
    ...(Object.keys(purgedTables) as (keyof typeof purgedTables)[]).map(
      (table) => () => purgeExpired(db, table, now, slice_rows),
    ),
    () => purgeDevices(db, now, slice_rows),
  ];
  let rows = 0;
  for (const one of inSlices) rows += await repeatSlices(one, stopping);
  let partitions = 0;
  for (const ring of [rings.refreshTokens, rings.signIns, rings.logouts]) {
    if (stopping.aborted) break;
    const { emptied, deleted } = await tendRing(db, ring, now, slice_rows);
    partitions += emptied;
    rows += deleted;
  }
  if (rows > 0 || partitions > 0) log.info({ rows, partitions }, 'gave up what had expired');
}

async function repeatSlices(slice: () => Promise<number>, stopping: AbortSignal): Promise<number> {
  let rows = 0;
  for (let n = 0; n < slices_max && !stopping.aborted; n += 1) {
    const gone = await slice();
    rows += gone;
    if (gone < slice_rows) break;
  }
  return rows;
}
