import { refuse } from '../errors/scim-error.ts';
import type { ScimAttribute } from '../schemas/schema.ts';

/** xsd:dateTime with a time zone: without one a second is not a second, and rights end by the second. */
const DATE_TIME = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DURATION =
  /^P(?=.)(?:\d{1,6}Y)?(?:\d{1,6}M)?(?:\d{1,6}W)?(?:\d{1,6}D)?(?:T(?=.)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}S)?)?$/;

/** True for a day of the calendar: Date.parse moves 30 February into March. */
function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return DATE.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  return match !== null && isDate(match[1]!) && !Number.isNaN(Date.parse(text));
}

function readString(attribute: ScimAttribute, text: string, where: string): string {
  // Postgres holds neither; said here, it is a sentence for the registrar and not a failure of the database.
  if (text.includes('\0') || !text.isWellFormed())
    throw refuse('invalidValue', `${where} holds NUL or half a character.`);
  if (attribute.required && text.trim() === '')
    throw refuse('invalidValue', `${where} is required and may not be blank.`);
  if (attribute.format === 'date' && !isDate(text)) {
    throw refuse('invalidValue', `${where} must be a date written YYYY-MM-DD.`);
  }
  if (attribute.format === 'duration' && !DURATION.test(text)) {
    throw refuse('invalidValue', `${where} must be an ISO 8601 duration, such as P30D.`);
  }
  if (!attribute.closed) return text;
  const known = attribute.canonicalValues!.find((value) => value.toLowerCase() === text.toLowerCase());
  if (known === undefined) {
    throw refuse('invalidValue', `${where} must be one of ${attribute.canonicalValues!.join(', ')}.`);
  }
  return known;
}

/** `true`, `false`, and Entra's "True" and "False" (behaviour 5). */
export function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

/**
 * One simple value of the attribute's type. As it was sent, character by character (behaviour 12): only string booleans
 * become booleans, and words of a closed vocabulary take its spelling. Throws 400 invalidValue that names `where`.
 */
export function readSimpleValue(attribute: ScimAttribute, value: unknown, where: string): unknown {
  switch (attribute.type) {
    case 'boolean': {
      const read = readBoolean(value);
      if (read === undefined) throw refuse('invalidValue', `${where} must be true or false.`);
      return read;
    }
    case 'integer':
      if (!Number.isSafeInteger(value)) throw refuse('invalidValue', `${where} must be a whole number.`);
      return value;
    case 'decimal':
      if (!Number.isFinite(value)) throw refuse('invalidValue', `${where} must be a number.`);
      return value;
    case 'dateTime':
      if (typeof value !== 'string' || !isDateTime(value)) {
        throw refuse(
          'invalidValue',
          `${where} must be a date and time with a time zone, such as 2026-09-01T00:00:00+07:00.`,
        );
      }
      return value;
    default:
      if (typeof value !== 'string') throw refuse('invalidValue', `${where} must be a string.`);
      return readString(attribute, value, where);
  }
}
