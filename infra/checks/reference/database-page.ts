import { connect } from '../../../packages/database/src/index.ts';
import { migrationSets } from '../../roles/src/index.ts';
import type { MigratedDatabase } from './migrated-database.ts';

interface Line {
  readonly schema: string;
  readonly relation: string;
  readonly kind: string;
  readonly line: string;
}

/** Tables, columns, constraints, indexes, triggers and grants as the catalogues of a migrated database have them. */
export async function databasePage(database: MigratedDatabase): Promise<string> {
  const db = connect({ url: database.adminUrl, applicationName: 'reference' });
  try {
    const schemas = migrationSets.map((set) => set.schema);
    const ask = async (statement: string) => (await db.raw<{ rows: Line[] }>(statement, [schemas] as never)).rows;
    const relations = await ask(relationLines);
    const details = [...(await ask(columnLines)), ...(await ask(ruleLines)), ...(await ask(grantLines))];
    const parts = schemas.map((schema) => {
      const tables = relations
        .filter((one) => one.schema === schema)
        .map(({ relation, kind }) => {
          const of = (wanted: string) =>
            details
              .filter((one) => one.schema === schema && one.relation === relation && one.kind === wanted)
              .map((one) => one.line);
          const sections = [
            `| Column | Type | |\n|---|---|---|\n${of('column').join('\n')}`,
            ...listed('Rules', of('rule')),
            ...listed('Rights', of('grant')),
          ];
          return `### ${schema}.${relation}${kind === 'v' ? ' (view)' : ''}\n\n${sections.join('\n\n')}\n`;
        });
      return `## Schema ${schema}\n\n${tables.join('\n')}`;
    });
    return `# Database\n\nEvery table has one writer; the rights are Postgres's own.\n\n${parts.join('\n')}`;
  } finally {
    await db.destroy();
  }
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:\n\n${lines.map((line) => `- ${line}`).join('\n')}`];
}

const ours = `n.nspname = any(?) and c.relkind in ('r', 'p', 'v') and not c.relispartition`;

const relationLines = `
  select n.nspname as schema, c.relname as relation, c.relkind::text as kind, '' as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${ours} order by n.nspname, c.relname`;

const columnLines = `
  select n.nspname as schema, c.relname as relation, 'column' as kind,
         format('| %s | %s | %s |', a.attname, replace(format_type(a.atttypid, a.atttypmod), '|', '\\|'),
           concat_ws(', ', case when a.attnotnull then 'not null' end,
             case when a.attidentity <> '' then 'identity' end,
             'default ' || pg_get_expr(d.adbin, d.adrelid))) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where ${ours} order by c.oid, a.attnum`;

const ruleLines = `
  select n.nspname as schema, c.relname as relation, 'rule' as kind, r.line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (
    select 1 as rank, conname as name, conname || ': ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
    union all
    select 2, i.relname, regexp_replace(pg_get_indexdef(x.indexrelid), '^CREATE ', '')
    from pg_index x join pg_class i on i.oid = x.indexrelid
    where x.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype <> 'f')
    union all
    select 3, t.tgname, regexp_replace(pg_get_triggerdef(t.oid), '^CREATE ', '')
    from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
  ) as r
  where ${ours} order by c.oid, r.rank, r.name collate "C"`;

const grantLines = `
  select n.nspname as schema, c.relname as relation, 'grant' as kind,
         format('%s: %s', g.role, string_agg(g.right, ', ' order by g.right)) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (
    select a.grantee::regrole::text as role, lower(a.privilege_type) as right
    from aclexplode(c.relacl) a where a.grantee <> c.relowner
    union all
    select a.grantee::regrole::text, format('%s (%s)', lower(a.privilege_type), string_agg(t.attname, ', ' order by t.attnum))
    from pg_attribute t, aclexplode(t.attacl) a where t.attrelid = c.oid group by a.grantee, a.privilege_type
  ) as g
  where ${ours} group by n.nspname, c.relname, c.oid, g.role order by c.oid, g.role collate "C"`;
