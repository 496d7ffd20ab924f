/** A Group as the database has it. */
export interface StoredGroup {
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Null where they were not asked for. */
  readonly members: readonly { readonly value: string; readonly display: string }[] | null;
}
