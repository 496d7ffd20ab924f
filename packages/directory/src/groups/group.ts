/** A group of one university's people. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  /** The university's own key of it. */
  readonly externalId: string | null;
  readonly kind: 'manual' | 'scim';
  readonly version: number;
  /** Members at this moment, by the clock. */
  readonly members: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const groupColumns = `g.id, g.display_name as "displayName", g.external_id as "externalId", g.kind, g.version::int as version,
  (select count(*)::int from directory.group_members m where m.group_id = g.id and m.valid @> now()) as members,
  g.created_at as "createdAt", g.updated_at as "updatedAt"`;
