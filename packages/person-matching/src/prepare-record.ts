import type { MatchRecord } from './match-record.ts';
import { foldedKey } from './names/folded-key.ts';
import { normaliseName } from './names/normalise-name.ts';
import { isPinyin, palladiusOf } from './names/palladius.ts';
import { patronymicStem } from './names/patronymic-stem.ts';
import { birthDateOf } from './values/birth-date-of.ts';
import { emailKey } from './values/email-key.ts';
import { orcidKey } from './values/orcid-key.ts';
import { phoneKey } from './values/phone-key.ts';

/** A record as it is compared; an empty text says nothing. */
export type PreparedRecord = {
  readonly family: string;
  readonly given: string;
  readonly patronymic: string;
  readonly isLatin: boolean;
  readonly birthDate: string;
  readonly email: string;
  readonly phone: string;
  readonly orcid: string;
};

const prepared = new WeakMap<MatchRecord, PreparedRecord>();

/** Prepares a record once; records are immutable, so what is remembered stays true. */
export function prepareRecord(record: MatchRecord): PreparedRecord {
  const known = prepared.get(record);
  if (known !== undefined) return known;
  const names = namesOf(record);
  const made: PreparedRecord = {
    family: foldedKey(names.family),
    given: foldedKey(names.given),
    patronymic: patronymicStem(names.patronymic),
    isLatin: /^[^\u0370-\uffff]*$/.test(record.familyName + (record.givenName ?? '')),
    birthDate: birthDateOf(record.birthDate),
    email: emailKey(record.email),
    phone: phoneKey(record.phone),
    orcid: orcidKey(record.orcid),
  };
  prepared.set(record, made);
  return made;
}

/** What is said of somebody's name. */
export type SaidName = Pick<MatchRecord, 'familyName' | 'givenName' | 'patronymic'>;

/** The three parts as they are compared, each in its place. */
export function namesOf(record: SaidName): { family: string | null; given: string | null; patronymic: string | null } {
  const family = normaliseName(record.familyName);
  let given = normaliseName(record.givenName);
  let patronymic = normaliseName(record.patronymic);
  // "Иван Петрович" in one cell, and the patronymic's own cell empty.
  const inside =
    patronymic === null
      ? /^(\S+) (\S+(?:вич|вна|ична|ich|vna)|\S+ (?:оглы|кызы|улы|уулу|кизи))$/u.exec(given ?? '')
      : null;
  if (inside) [given, patronymic] = [inside[1]!, inside[2]!];
  if (family !== null && given !== null && isPinyin(family, given)) {
    return { family: palladiusOf(family) ?? family, given: palladiusOf(given), patronymic };
  }
  return { family, given, patronymic };
}
