import { open, SealError, seal } from '@onecampus/tokens';
import type { KeyEncryption } from '../keys/key-encryption.ts';
import { sealedPlaces } from '../keys/sealed-places.ts';
import { findSealingKey } from '../store/key-encryption.ts';
import {
  listSealedValues,
  replaceSealedValues,
  type SealedTable,
  type SealedValue,
  sealedTables,
} from '../store/sealed-values.ts';

export { sealedTables };

const page_size = 500;

/** Where a walk over everything that is sealed goes on: after this row of this table. */
export interface SealedCursor {
  readonly table: SealedTable;
  readonly after: string;
}

export interface SealedPage {
  readonly done: number;
  /** Rows whose value does not open with any key at hand, as `table:row`. */
  readonly unopened: readonly string[];
  /** Where to go on; `null` at the end. */
  readonly next: SealedCursor | null;
}

/**
 * Puts one page of what is sealed under another key into new envelopes. What was done is not found again, so a walk that was
 * broken off begins anew and is soon where it was; what somebody writes meanwhile is not overwritten.
 */
export async function rewrapSealedValues(
  { db, ring }: Pick<KeyEncryption, 'db' | 'ring'>,
  from: SealedCursor | undefined,
): Promise<SealedPage> {
  // As the database says at this moment: the notice of a change may still be on its way here.
  ring.sealWith((await findSealingKey(db))!.id);
  const { table, values, next } = await pageFrom(from, (at) =>
    listSealedValues(db, at.table, { ...at, notUnder: ring.id }),
  );
  const unopened: string[] = [];
  const anew = values.flatMap((value) => {
    const place = sealedPlaces[table](value.id);
    const plain = opened(value, ring, place);
    if (plain !== undefined) return [{ ...value, anew: seal(plain, ring, place) }];
    unopened.push(`${table}:${value.id}`);
    return [];
  });
  return { done: anew.length === 0 ? 0 : await replaceSealedValues(db, table, anew), unopened, next };
}

/** Opens one page of everything that is sealed, under whichever key. */
export async function verifySealedValues(
  { db, ring }: Pick<KeyEncryption, 'db' | 'ring'>,
  from: SealedCursor | undefined,
): Promise<SealedPage> {
  const { table, values, next } = await pageFrom(from, (at) => listSealedValues(db, at.table, at));
  const unopened = values
    .filter((value) => opened(value, ring, sealedPlaces[table](value.id)) === undefined)
    .map(({ id }) => `${table}:${id}`);
  return { done: values.length, unopened, next };
}

async function pageFrom(
  from: SealedCursor | undefined,
  list: (at: SealedCursor & { limit: number }) => Promise<SealedValue[]>,
): Promise<{ table: SealedTable; values: SealedValue[]; next: SealedCursor | null }> {
  const { table, after } = from ?? { table: sealedTables[0]!, after: '' };
  const values = await list({ table, after, limit: page_size });
  if (values.length === page_size) return { table, values, next: { table, after: values.at(-1)!.id } };
  const following = sealedTables[sealedTables.indexOf(table) + 1];
  return { table, values, next: following === undefined ? null : { table: following, after: '' } };
}

function opened(value: SealedValue, ring: KeyEncryption['ring'], place: string): string | undefined {
  try {
    return open(value.sealed, ring, place);
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}
