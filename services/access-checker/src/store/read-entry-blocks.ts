import type { Db } from '@onecampus/database';

/** Where somebody may not come in for now. Times are epoch milliseconds. */
export interface EntryBlock {
  readonly personId: string;
  readonly scope: 'library' | 'university' | 'consortium';
  readonly universityId: string;
  /** With scope `library`: the slug of its zone. */
  readonly library: string | null;
  readonly until: number | null;
}

const blocks = `
  select case p.status when 'merged' then directory.canonical_person(p.id) else p.id end as "personId",
         b.scope, b.university_id as "universityId", b.library, extract(epoch from b.until_at)::float8 * 1000 as until
  from directory.patron_blocks b
  join directory.people p on p.id = b.person_id
  where b.released_at is null and 'entry' = any (b.kinds) and (b.until_at is null or b.until_at > now())`;

/** All that stand. A few in a thousand people have one, so they are read at once. */
export async function readEntryBlocks(db: Db): Promise<EntryBlock[]> {
  const { rows } = await db.raw<{ rows: EntryBlock[] }>(blocks);
  return rows;
}

/** Those of these people and of who became part of them, under who they are today. */
export async function readEntryBlocksOf(db: Db, personIds: readonly string[]): Promise<EntryBlock[]> {
  const { rows } = await db.raw<{ rows: EntryBlock[] }>(
    `${blocks} and b.person_id in (select directory.same_person(asked.id) from unnest(?::uuid[]) as asked (id))`,
    [[...personIds]] as never,
  );
  return rows;
}
