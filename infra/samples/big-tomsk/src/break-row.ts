import type { BrokenRowKind } from './roll-file.ts';
import type { RollCells } from './roll-formats/roll-cells.ts';
import type { RollFormat } from './roll-formats/roll-format.ts';
import type { UniversitySlug } from './universities.ts';

/** Two to a university, a dozen in all, whatever the number of people. */
export const brokenRowKinds: Record<UniversitySlug, readonly [BrokenRowKind, BrokenRowKind]> = {
  tpu: ['missing-name', 'duplicate-source-key'],
  tsu: ['impossible-date', 'wrong-check-sum'],
  tusur: ['unknown-affiliation', 'nul-character'],
  tsuab: ['too-few-columns', 'control-characters'],
  sibsmu: ['birth-date-in-future', 'window-ends-before-start'],
  tspu: ['email-without-at', 'name-too-long'],
};

type Names = 'family_name' | 'given_name' | 'full_name';

function renamed(cells: RollCells, change: (name: string) => string): Pick<RollCells, Names> {
  const { family_name, given_name, patronymic } = cells;
  return {
    family_name: change(family_name),
    given_name,
    full_name: [change(family_name), given_name, patronymic].join(' ').trim(),
  };
}

function wrongCheckSum(written: string): string {
  const last = Number(written.at(-1));
  return `${written.slice(0, -1)}${(last + 1) % 10}`;
}

/**
 * The same row with one fault. `earlierKey` is the source_key of another person's row above it. A fault of the form,
 * too few columns, is made when the row is laid out: see layOutBroken.
 */
export function breakCells(kind: BrokenRowKind, cells: RollCells, format: RollFormat, earlierKey: string): RollCells {
  const date = (iso: string) => (format.dateFormat === 'YYYY-MM-DD' ? iso : iso.split('-').reverse().join('.'));
  switch (kind) {
    case 'missing-name':
      return { ...cells, family_name: '', given_name: '', patronymic: '', full_name: '' };
    case 'impossible-date':
      return { ...cells, birth_date: date('2004-02-31') };
    case 'birth-date-in-future':
      return { ...cells, birth_date: date('2099-05-17') };
    case 'unknown-affiliation':
      return { ...cells, affiliation: 'Космонавт' };
    case 'duplicate-source-key':
      return { ...cells, source_key: earlierKey };
    case 'wrong-check-sum':
      return { ...cells, national_number: wrongCheckSum(cells.national_number) };
    case 'too-few-columns':
      return cells;
    case 'control-characters':
      return { ...cells, ...renamed(cells, (name) => `${name}\u001b[31m\u0007`) };
    case 'window-ends-before-start':
      return { ...cells, valid_from: date('2025-09-01'), valid_until: date('2024-06-30') };
    case 'email-without-at':
      return { ...cells, email: cells.email.replace('@', '.') };
    case 'nul-character':
      return { ...cells, ...renamed(cells, (name) => `${name.slice(0, 2)}\u0000${name.slice(2)}`) };
    case 'name-too-long':
      return { ...cells, ...renamed(cells, (name) => name.padEnd(1000, name.toLowerCase())) };
  }
}

/** The laid out cells of a broken row: a row with too few columns stops after the fourth. */
export function layOutBroken(kind: BrokenRowKind, cells: string[]): string[] {
  return kind === 'too-few-columns' ? cells.slice(0, 4) : cells;
}
