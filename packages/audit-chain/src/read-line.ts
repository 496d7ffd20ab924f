import { canonicalText } from './canonical-text.ts';
import { type ExportLine, exportFormat } from './export-lines.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const textOrNull: Check = (value) => value === null || typeof value === 'string';
const decimal: Check = (value) => typeof value === 'string' && /^(0|[1-9]\d{0,19})$/.test(value);
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const number: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 1;
const hash: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string);

const record: Check = (value) =>
  hasExactly(value, {
    tx: decimal,
    id: decimal,
    at: text,
    actor: text,
    university_id: textOrNull,
    action: text,
    subject: textOrNull,
    request_id: textOrNull,
    details: (details) =>
      typeof details === 'string' || (typeof details === 'object' && details !== null && !Array.isArray(details)),
  });

const signed = { chain: text, n: number, hash, at: text, key_id: text, signature: text };
const shapes: Readonly<Record<ExportLine['type'], Readonly<Record<string, Check>>>> = {
  header: { format: oneOf(exportFormat), chain: text, university: textOrNull, entries: count, at: text },
  key: { role: oneOf('operator', 'witness'), name: text, key_id: text, x: text },
  entry: { n: number, prev: hash, leaf: hash, hash, record: (value) => value === null || record(value) },
  unlinked: { record },
  checkpoint: signed,
  witness: { ...signed, checkpoint: hash, witness: text },
  end: { chain: text, entries: count, head: hash, sha256: hash, at: text, key_id: text, signature: text },
};

/** A line of an export, or what is wrong with it: not JSON, not in its canonical form, not one of the shapes. */
export function readLine(line: string): ExportLine | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return { fault: 'it is not a JSON object' };
    if (canonicalText(value) !== line) return { fault: 'it is not in canonical form' };
  } catch {
    return { fault: 'it is not JSON' };
  }
  const { type, ...content } = value as { type?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) return { fault: 'nothing of that type is known' };
  return hasExactly(content, shapes[type as ExportLine['type']])
    ? (value as ExportLine)
    : { fault: `it has not the members of "${type}"` };
}

function hasExactly(value: unknown, shape: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const names = Object.keys(shape);
  if (Object.keys(value).length !== names.length) return false;
  return names.every((name) => Object.hasOwn(value, name) && shape[name]!((value as Record<string, unknown>)[name]));
}

/** The canonical text of an entry line's record: it stands in the line as it was hashed. */
export function recordText(line: string): string {
  return line.slice(line.indexOf(',"record":') + ',"record":'.length, -',"type":"entry"}'.length);
}
