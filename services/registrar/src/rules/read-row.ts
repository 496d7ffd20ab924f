import { cleanText, hasControlCharacters } from './clean-text.ts';
import { readNationalNumber } from './national-number.ts';
import { readDate } from './read-date.ts';
import type { RollAffiliation, RollField, RollStatus } from './roll-field.ts';
import type { RowFaultCode } from './row-faults.ts';
import { splitFullName } from './split-full-name.ts';
import type { WordLookup } from './word-lookup.ts';

/** One understood row: what the university says of one affiliation of one person. Days are ISO days. */
export interface RollRow {
  readonly sourceKey: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  /** Eleven digits; leaves the process only as a keyed hash. */
  readonly nationalNumber: string | null;
  readonly login: string | null;
  readonly email: string | null;
  readonly affiliation: RollAffiliation;
  readonly affiliationWord: string;
  readonly orgUnit: string | null;
  readonly programme: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly status: RollStatus;
}

export interface RefusedRow {
  readonly fault: RowFaultCode;
  readonly field: RollField | null;
  /** The person's number where it could be read, so that nothing of that person is ended by a row that was not understood. */
  readonly sourceKey: string | null;
}

export interface RowReader {
  readonly fields: readonly (RollField | null)[];
  readonly affiliationOf: WordLookup<RollAffiliation>;
  readonly statusOf: WordLookup<RollStatus>;
  /** What may stand after the @ of a login. */
  readonly scope: string;
  /** Today at the university, an ISO day. */
  readonly today: string;
}

/** The longest value of each field, in characters. */
const longest: Readonly<Record<RollField, number>> = {
  source_key: 64,
  family_name: 150,
  given_name: 150,
  patronymic: 150,
  full_name: 400,
  birth_date: 40,
  national_number: 40,
  login: 200,
  email: 254,
  affiliation: 200,
  org_unit: 300,
  programme: 300,
  valid_from: 40,
  valid_until: 40,
  status: 200,
};

const loginPattern = /^[a-z0-9][a-z0-9._+-]{0,63}$/i;
const emailPattern = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/u;

class Refusal {
  readonly fault: RowFaultCode;
  readonly field: RollField | null;
  constructor(fault: RowFaultCode, field: RollField | null) {
    this.fault = fault;
    this.field = field;
  }
}

/** Understands one row or says why not; the first fault is told, in the order in which a person would look. */
export function readRow(cells: readonly string[], reader: RowReader): RollRow | RefusedRow {
  const raw: Partial<Record<RollField, string>> = {};
  for (const [at, field] of reader.fields.entries()) if (field) raw[field] = cells[at] ?? '';
  try {
    checkShape(cells, reader.fields);
    const row = understand(checkedValues(raw), reader);
    return row;
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const key = raw.source_key ?? '';
    const readable = key !== '' && !hasControlCharacters(key) && cleanText(key).length <= longest.source_key;
    return { fault: refusal.fault, field: refusal.field, sourceKey: readable ? cleanText(key) || null : null };
  }
}

/** Spreadsheets like to add empty cells at the end; those are no fault. */
function checkShape(cells: readonly string[], fields: readonly unknown[]): void {
  if (cells.length < fields.length) throw new Refusal('too-few-columns', null);
  if (cells.slice(fields.length).some((cell) => cell.trim() !== '')) throw new Refusal('too-many-columns', null);
}

function checkedValues(raw: Partial<Record<RollField, string>>): Partial<Record<RollField, string>> {
  const values: Partial<Record<RollField, string>> = {};
  for (const [name, text] of Object.entries(raw)) {
    const field = name as RollField;
    if (hasControlCharacters(text)) throw new Refusal('control-characters', field);
    const value = cleanText(text);
    if (value.length > longest[field]) throw new Refusal('value-too-long', field);
    if (value !== '') values[field] = value;
  }
  return values;
}

function understand(values: Partial<Record<RollField, string>>, reader: RowReader): RollRow {
  const sourceKey = values.source_key ?? refuse('missing-source-key', 'source_key');
  const name =
    values.full_name !== undefined
      ? splitFullName(values.full_name)
      : { familyName: values.family_name, givenName: values.given_name ?? null, patronymic: values.patronymic ?? null };
  const birthDate = dateOf(values, 'birth_date');
  if (birthDate !== null && birthDate > reader.today) throw new Refusal('birth-date-in-future', 'birth_date');
  const validFrom = dateOf(values, 'valid_from');
  const validUntil = dateOf(values, 'valid_until');
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    throw new Refusal('window-ends-before-start', 'valid_until');
  if (values.email !== undefined && !emailPattern.test(values.email)) throw new Refusal('email-without-at', 'email');
  const affiliationWord = values.affiliation ?? refuse('missing-affiliation', 'affiliation');
  return {
    sourceKey,
    familyName: name.familyName || refuse('missing-name', values.full_name === undefined ? 'family_name' : 'full_name'),
    givenName: name.givenName,
    patronymic: name.patronymic,
    birthDate,
    nationalNumber: nationalNumberOf(values.national_number),
    login: loginOf(values.login, reader.scope),
    email: values.email ?? null,
    affiliation: reader.affiliationOf(affiliationWord) ?? refuse('unknown-affiliation', 'affiliation'),
    affiliationWord,
    orgUnit: values.org_unit ?? null,
    programme: values.programme ?? null,
    validFrom,
    validUntil,
    status:
      values.status === undefined ? 'active' : (reader.statusOf(values.status) ?? refuse('unknown-status', 'status')),
  };
}

function refuse(fault: RowFaultCode, field: RollField): never {
  throw new Refusal(fault, field);
}

function dateOf(
  values: Partial<Record<RollField, string>>,
  field: 'birth_date' | 'valid_from' | 'valid_until',
): string | null {
  const text = values[field];
  return text === undefined ? null : (readDate(text) ?? refuse('impossible-date', field));
}

function nationalNumberOf(text: string | undefined): string | null {
  return text === undefined ? null : (readNationalNumber(text) ?? refuse('wrong-check-sum', 'national_number'));
}

/** The part before the @ of an eppn, in lower case; the domain may be written along with it if it is the university's. */
function loginOf(text: string | undefined, scope: string): string | null {
  if (text === undefined) return null;
  const suffix = `@${scope}`;
  const login = text.toLowerCase().endsWith(suffix) ? text.slice(0, -suffix.length) : text;
  return loginPattern.test(login) ? login.toLowerCase() : refuse('unfit-login', 'login');
}
