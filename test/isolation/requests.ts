import type { DescribedPage } from '@onecampus/http';
import { z } from 'zod';

/** One request that a page or a route invites to. */
export interface Invited {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly form?: Record<string, string>;
  /** Whether the address names something by its id. */
  readonly namesOne: boolean;
}

interface Described extends Pick<DescribedPage, 'path' | 'form' | 'query'> {
  readonly method: Invited['method'];
}

/**
 * Every request that one page or route invites to, its parameters filled in: `:university` and `:slug` with each slug, anything
 * else with each id. A form's fields are filled by their schema, with ids where it wants ids.
 */
export function requestsTo(
  described: Described,
  fill: { slugs: readonly string[]; ids: readonly string[] },
): Invited[] {
  const names = [...described.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const isSlug = (name: string) => name === 'university' || name === 'slug';
  const slugs = names.some(isSlug) ? fill.slugs : fill.slugs.slice(0, 1);
  const namesOne = names.some((name) => !isSlug(name));
  const ids = namesOne || described.form ? fill.ids : fill.ids.slice(0, 1);
  return slugs.flatMap((slug) =>
    ids.map((id) => ({
      method: described.method,
      path:
        described.path.replaceAll(/:(\w+)/g, (_, name: string) => (isSlug(name) ? slug : id)) +
        queryOf(described.query, slug, id),
      ...(described.form ? { form: formOf(described.form, slug, id) } : {}),
      namesOne,
    })),
  );
}

function queryOf(schema: z.ZodType | undefined, slug: string, id: string): string {
  if (!schema) return '';
  const filled = Object.entries(formOf(schema, slug, id)).filter(([name]) => name === 'university' || name === 'q');
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`;
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly type?: string;
}

/** A value for each field, so that as many forms as possible get past their schema to what they do. */
function formOf(schema: z.ZodType, slug: string, id: string): Record<string, string> {
  const { properties = {}, anyOf = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const fields = Object.entries(anyOf[0]?.properties ?? properties);
  return Object.fromEntries(fields.map(([name, field]) => [name, fieldValue(name, field, slug, id)]));
}

function fieldValue(name: string, field: JsonSchema, slug: string, id: string): string {
  const one = field.anyOf?.[0] ?? field.oneOf?.[0] ?? field;
  if (one.const !== undefined) return String(one.const);
  if (one.enum) return String(one.enum[0]);
  if (one.format === 'uuid' || one.pattern?.includes('[0-9a-fA-F]{8}')) return id;
  if (one.format === 'date') return '2027-09-01';
  if (one.type === 'integer' || one.type === 'number') return '1';
  return name === 'university' ? slug : name === 'q' ? 'Чужезем' : 'x';
}
