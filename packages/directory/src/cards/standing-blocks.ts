import type { PatronBlock } from './patron-block.ts';

/** A block as Postgres puts it into JSON. */
export type StoredBlock = {
  readonly [Name in keyof Omit<PatronBlock, 'setAt' | 'until'>]: PatronBlock[Name] | null;
} & { readonly setAt: string | Date; readonly until: string | Date | null };

/** SQL: the blocks of a person, and of those who became part of him, that stand at a moment, the oldest first, as JSON. */
export function blocksOf(personId: string, now: string): string {
  return `coalesce((
    select jsonb_agg(jsonb_build_object(
             'id', b.id, 'scope', b.scope, 'universityId', b.university_id, 'libraryId', b.library, 'kinds', b.kinds,
             'amountMinor', b.amount_minor, 'currency', b.currency, 'publicText', b.public_text, 'setAt', b.set_at,
             'until', b.until_at) order by b.set_at, b.id)
    from directory.patron_blocks b
    where b.person_id in (select directory.same_person(${personId}))
      and b.released_at is null and (b.until_at is null or b.until_at > cast(${now} as timestamptz))), '[]')`;
}

export function blockOf(stored: StoredBlock): PatronBlock {
  return {
    id: stored.id!,
    scope: stored.scope!,
    universityId: stored.universityId!,
    libraryId: stored.libraryId ?? undefined,
    kinds: stored.kinds!,
    amountMinor: stored.amountMinor ?? undefined,
    currency: stored.currency ?? undefined,
    publicText: stored.publicText!,
    setAt: new Date(stored.setAt),
    until: stored.until === null ? undefined : new Date(stored.until),
  };
}
