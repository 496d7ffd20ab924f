import type { Db, Tx } from '@onecampus/database';
import type { Actor } from '../audit/record-audit.ts';
import type { PatronBlock } from './patron-block.ts';
import { blockOf, type StoredBlock } from './standing-blocks.ts';

export interface NewBlock extends Omit<PatronBlock, 'setAt'> {
  readonly personId: string;
  /** For the eyes of the university's own librarians alone. */
  readonly privateText?: string | undefined;
  readonly setBy: Actor;
}

/** A block with its whole story, as it is listed at a desk. */
export interface ListedBlock extends PatronBlock {
  readonly setBy: Actor;
  readonly releasedBy: Actor | undefined;
  readonly releasedAt: Date | undefined;
  readonly releaseReason: string | undefined;
}

/** Within the university that sets it (`withinUniversity`): Postgres takes no block of another one. */
export async function insertBlock(tx: Tx, block: NewBlock): Promise<void> {
  await tx.raw(
    `insert into directory.patron_blocks
       (id, person_id, university_id, scope, library, kinds, amount_minor, currency, public_text, set_by, until_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      block.id,
      block.personId,
      block.universityId,
      block.scope,
      block.libraryId ?? null,
      block.kinds,
      block.amountMinor ?? null,
      block.currency ?? null,
      block.publicText,
      block.setBy,
      block.until ?? null,
    ] as never,
  );
  if (block.privateText === undefined) return;
  await tx.raw(`insert into directory.patron_block_notes (block_id, university_id, private_text) values (?, ?, ?)`, [
    block.id,
    block.universityId,
    block.privateText,
  ]);
}

/** Lifts a block of the transaction's university; whose it was, or `undefined` where that university has no such block standing. */
export async function releaseBlock(
  tx: Tx,
  release: { readonly blockId: string; readonly by: Actor; readonly reason: string },
): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { personId: string }[] }>(
    `update directory.patron_blocks set released_by = ?, released_at = clock_timestamp(), release_reason = ?
     where id = ? and released_at is null and university_id = directory.current_university()
     returning person_id as "personId"`,
    [release.by, release.reason, release.blockId],
  );
  return rows[0]?.personId;
}

export async function findBlockHolder(db: Db, blockId: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { personId: string }[] }>(
    `select directory.canonical_person(person_id) as "personId" from directory.patron_blocks where id = ?`,
    [blockId],
  );
  return rows[0]?.personId;
}

type ListedRow = StoredBlock & {
  readonly setBy: Actor;
  readonly releasedBy: Actor | null;
  readonly releasedAt: Date | null;
  readonly releaseReason: string | null;
};

/** All blocks that a person ever had, those of his parts included, the newest first. */
export async function listBlocksOfPerson(db: Db, personId: string, limit: number): Promise<ListedBlock[]> {
  const { rows } = await db.raw<{ rows: ListedRow[] }>(
    `select b.id, b.scope, b.university_id as "universityId", b.library as "libraryId", b.kinds, b.amount_minor::float8 as "amountMinor",
            b.currency, b.public_text as "publicText", b.set_at as "setAt", b.until_at as "until", b.set_by as "setBy",
            b.released_by as "releasedBy", b.released_at as "releasedAt", b.release_reason as "releaseReason"
     from directory.patron_blocks b
     where b.person_id in (select directory.same_person(?))
     order by b.set_at desc, b.id desc limit ?`,
    [personId, limit],
  );
  return rows.map((row) => ({
    ...blockOf(row),
    setBy: row.setBy,
    releasedBy: row.releasedBy ?? undefined,
    releasedAt: row.releasedAt ?? undefined,
    releaseReason: row.releaseReason ?? undefined,
  }));
}

/** The private texts of these blocks that the transaction's university wrote; of others there are none to be seen. */
export async function readBlockNotes(tx: Tx, blockIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.raw<{ rows: { blockId: string; text: string }[] }>(
    `select block_id as "blockId", private_text as text from directory.patron_block_notes where block_id = any(?::uuid[])`,
    [[...blockIds]] as never,
  );
  return new Map(rows.map(({ blockId, text }) => [blockId, text]));
}

/** Destroys the blocks of people who were erased, with their texts; how many there were. */
export async function destroyBlocksOfErased(db: Db): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from directory.patron_blocks b
     where b.person_id in (select id from directory.people where status = 'erased')`,
  );
  return rowCount;
}
