import { snilsCheckDigits } from '../national-number.ts';
import type { BrokenRowKind, RollFile } from '../roll-file.ts';
import type { ParsedRow } from './parse-roll.ts';

function isoDate(written: string, { dateFormat }: RollFile): string {
  return dateFormat === 'YYYY-MM-DD' ? written : written.split('.').reverse().join('-');
}

function isDay(iso: string): boolean {
  const time = new Date(iso);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso);
}

/** Everything an import would hold against a row. `keys` remembers whose source_key was whose above it. */
export function faultsOf(cells: ParsedRow['cells'], file: RollFile, keys: Map<string, string>): BrokenRowKind[] {
  if (Object.keys(cells).length < Object.keys(file.mapping.columns).length) return ['too-few-columns'];
  const { full_name, family_name, given_name, patronymic } = cells;
  const name = full_name ?? [family_name, given_name, patronymic].join(' ').trim();
  const birth = isoDate(cells.birth_date!, file);
  const until = isoDate(cells.valid_until!, file);
  const digits = cells.national_number!.replace(/\D/g, '');
  const key = cells.source_key!;
  const owner = `${name} ${birth} ${digits}`;
  const known = keys.get(key);
  keys.set(key, known ?? owner);
  const faults: Record<BrokenRowKind, boolean> = {
    'missing-name': name === '',
    'impossible-date': !isDay(birth),
    'birth-date-in-future': isDay(birth) && birth > '2027-08-31',
    'unknown-affiliation': !(cells.affiliation! in file.mapping.words.affiliation),
    'duplicate-source-key': known !== undefined && known !== owner,
    'wrong-check-sum': digits !== '' && snilsCheckDigits(digits.slice(0, 9)) !== digits.slice(9),
    'too-few-columns': false,
    'control-characters': [...name].some((letter) => letter > '\u0000' && letter < ' '),
    'window-ends-before-start': until !== '' && until < isoDate(cells.valid_from!, file),
    'email-without-at': !cells.email!.includes('@'),
    'nul-character': name.includes('\u0000'),
    'name-too-long': name.length > 500,
  };
  return (Object.keys(faults) as BrokenRowKind[]).filter((kind) => faults[kind]);
}
