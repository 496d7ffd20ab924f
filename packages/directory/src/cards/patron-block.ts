export const blockScopes = ['library', 'university', 'consortium'] as const;
export type BlockScope = (typeof blockScopes)[number];

/** What a block forbids: to take books out, to prolong loans, to reserve, to come in, to use electronic resources. */
export const blockKinds = ['loan', 'renew', 'hold', 'entry', 'eresource'] as const;
export type BlockKind = (typeof blockKinds)[number];

/** Something that a reader may not do for now. It forbids what it names and nothing else, and only where it says. */
export interface PatronBlock {
  readonly id: string;
  readonly scope: BlockScope;
  /** Whose librarian set it; with scope `university` and `library` also where it holds. */
  readonly universityId: string;
  /** With scope `library`: the code under which the university knows it. */
  readonly libraryId?: string | undefined;
  readonly kinds: readonly BlockKind[];
  /** In the smallest unit of `currency`; absent where it is not about money. */
  readonly amountMinor?: number | undefined;
  /** ISO 4217. */
  readonly currency?: string | undefined;
  /** For the reader's eyes and every library's. */
  readonly publicText: string;
  readonly setAt: Date;
  /** `undefined` = until somebody lifts it. */
  readonly until?: Date | undefined;
}

/** A place that asks about a reader: a university, and there perhaps one library. */
export interface BlockPlace {
  readonly universityId: string;
  readonly libraryId?: string | undefined;
}

/** A block speaks to a machine only where it was set for: that library, that university, or everywhere. */
export function holdsAt(block: Pick<PatronBlock, 'scope' | 'universityId' | 'libraryId'>, at: BlockPlace): boolean {
  if (block.scope === 'consortium') return true;
  if (block.universityId !== at.universityId) return false;
  return block.scope === 'university' || block.libraryId === at.libraryId;
}
