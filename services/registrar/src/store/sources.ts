import type { Db, Tx } from '@onecampus/database';
import type { RollField, RollMapping } from '../rules/roll-field.ts';
import type { SourceKind } from '../rules/source-kind.ts';

export interface Source {
  readonly id: string;
  readonly universityId: string;
  readonly label: string;
  readonly kind: SourceKind;
  readonly mapping: RollMapping;
  /** Share of the source's people that one file may end without being asked, 0 to 1. */
  readonly shrinkLimit: number;
}

const columns = `id, university_id as "universityId", label, kind, shrink_limit::float8 as "shrinkLimit",
  jsonb_build_object(
    'columns', coalesce(mapping -> 'columns', '{}'),
    'words', jsonb_build_object('affiliation', coalesce(mapping #> '{words,affiliation}', '{}'), 'status', coalesce(mapping #> '{words,status}', '{}'))
  ) as mapping`;

export async function findSource(db: Db, universityId: string, label: string): Promise<Source | undefined> {
  const { rows } = await db.raw<{ rows: Source[] }>(
    `select ${columns} from directory.sources where university_id = ? and label = ?`,
    [universityId, label],
  );
  return rows[0];
}

export async function findSourceById(db: Db, id: string): Promise<Source | undefined> {
  const { rows } = await db.raw<{ rows: Source[] }>(`select ${columns} from directory.sources where id = ?`, [id]);
  return rows[0];
}

export async function listSources(db: Db, universityIds: readonly string[]): Promise<Source[]> {
  const { rows } = await db.raw<{ rows: Source[] }>(
    `select ${columns} from directory.sources where university_id = any(?::uuid[]) order by university_id, label`,
    [[...universityIds]] as never,
  );
  return rows;
}

/** Creates a source or changes what is named of it; keyed by university and label. */
export async function saveSource(
  tx: Tx,
  source: {
    id: string;
    universityId: string;
    label: string;
    kind?: SourceKind | undefined;
    mapping?: RollMapping | undefined;
    shrinkLimit?: number | undefined;
  },
): Promise<Source> {
  const mapping = source.mapping === undefined ? null : JSON.stringify(source.mapping);
  const { rows } = await tx.raw<{ rows: Source[] }>(
    `insert into directory.sources (id, university_id, label, kind, mapping, shrink_limit)
     values (?, ?, ?, coalesce(?, 'sis'), coalesce(?::jsonb, '{}'), coalesce(?::numeric, 0.02))
     on conflict (university_id, label) do update set
       kind = coalesce(?, sources.kind), mapping = coalesce(?::jsonb, sources.mapping), shrink_limit = coalesce(?::numeric, sources.shrink_limit)
     returning ${columns}`,
    [
      source.id,
      source.universityId,
      source.label,
      source.kind ?? null,
      mapping,
      source.shrinkLimit ?? null,
      source.kind ?? null,
      mapping,
      source.shrinkLimit ?? null,
    ] as never,
  );
  return rows[0]!;
}

/** Remembers the headings of an accepted file. */
export async function rememberColumns(
  tx: Tx,
  sourceId: string,
  columnsOfFile: Readonly<Record<string, RollField>>,
): Promise<void> {
  await tx.raw(`update directory.sources set mapping = jsonb_set(mapping, '{columns}', ?::jsonb) where id = ?`, [
    JSON.stringify(columnsOfFile),
    sourceId,
  ]);
}
