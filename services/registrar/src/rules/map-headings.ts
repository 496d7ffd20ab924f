import { wordKey } from './clean-text.ts';
import { defaultHeadings } from './default-headings.ts';
import { type RollField, type RollMapping, rollFields } from './roll-field.ts';

export interface MappedHeadings {
  /** The field of each column, in the order of the file; `null` is a column that is not taken. */
  readonly fields: readonly (RollField | null)[];
  /** What was understood, to be remembered with the source. */
  readonly columns: Readonly<Record<string, RollField>>;
  readonly notTaken: readonly string[];
}

export type HeadingFault =
  | { readonly kind: 'missing-fields'; readonly fields: readonly RollField[]; readonly unknown: readonly string[] }
  | { readonly kind: 'missing-headings'; readonly headings: readonly string[] }
  | { readonly kind: 'field-twice'; readonly field: RollField; readonly headings: readonly string[] };

/**
 * Says which column means what. With remembered headings only those count, and each of them must be there: a column that
 * vanished from an export would otherwise empty a field of everybody. Without, the usual Russian and English ones are known.
 */
export function mapHeadings(headings: readonly string[], mapping: RollMapping): MappedHeadings | HeadingFault {
  const remembered = Object.entries(mapping.columns);
  const known = new Map<string, RollField>(
    remembered.length > 0
      ? remembered.map(([heading, field]) => [wordKey(heading), field] as const)
      : rollFields.flatMap((field) => defaultHeadings[field].map((heading) => [wordKey(heading), field] as const)),
  );
  const fields = headings.map((heading) => known.get(wordKey(heading)) ?? null);
  const present = new Set(headings.map(wordKey));
  const lost = remembered.map(([heading]) => heading).filter((heading) => !present.has(wordKey(heading)));
  if (lost.length > 0) return { kind: 'missing-headings', headings: lost };

  const taken = fields.filter((field) => field !== null);
  const twice = taken.find((field, at) => taken.indexOf(field) !== at);
  if (twice) return { kind: 'field-twice', field: twice, headings: headings.filter((_, at) => fields[at] === twice) };
  const notTaken = headings.filter((_, at) => fields[at] === null);
  const missing = missingFields(new Set(taken));
  if (missing.length > 0) return { kind: 'missing-fields', fields: missing, unknown: notTaken };
  const columns = Object.fromEntries(
    headings.flatMap((heading, at) => (fields[at] ? [[heading, fields[at]] as const] : [])),
  );
  return { fields, columns, notTaken };
}

function missingFields(taken: ReadonlySet<RollField>): RollField[] {
  const missing: RollField[] = [];
  if (!taken.has('source_key')) missing.push('source_key');
  if (!taken.has('family_name') && !taken.has('full_name')) missing.push('family_name');
  if (!taken.has('affiliation')) missing.push('affiliation');
  return missing;
}
