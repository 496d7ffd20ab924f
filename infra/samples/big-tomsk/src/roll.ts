import { breakCells, brokenRowKinds, layOutBroken } from './break-row.ts';
import { brokenPerson } from './broken-person.ts';
import type { World } from './invent-identity.ts';
import { universityShares } from './invent-person.ts';
import { createRandom } from './random.ts';
import type { BrokenRow, BrokenRowKind } from './roll-file.ts';
import { csvLine } from './roll-formats/csv-line.ts';
import { inColumns, type RollCells, rollCells } from './roll-formats/roll-cells.ts';
import type { RollFormat } from './roll-formats/roll-format.ts';
import type { SamplePerson, SampleRecord } from './sample-person.ts';

/** A roll in the making. The texts it returns, one after the other, are the file. */
export type Roll = {
  heading: () => string;
  /** The rows of one person's record, and before them a broken row whose turn has come. */
  add: (person: SamplePerson, record: SampleRecord) => string;
  /** What is still due at the end. */
  finish: () => string;
  rows: () => number;
  brokenRows: () => BrokenRow[];
};

/** After which data row each fault comes: seeded, and within the first nine tenths of the rows to be expected. */
function planFaults({ university }: RollFormat, people: number, { seed }: World) {
  const order = universityShares.findIndex((entry) => entry.university === university);
  const expected = Math.floor((people * universityShares[order]!.share) / 100);
  const random = createRandom(seed, -1 - order);
  return brokenRowKinds[university]
    .map((kind, at) => ({
      kind,
      order: order * 2 + at,
      after: 5 + random.below(Math.max(1, Math.floor(expected * 0.9))),
    }))
    .sort((one, other) => one.after - other.after);
}

export function createRoll(format: RollFormat, people: number, world: World): Roll {
  const faults = planFaults(format, people, world);
  const brokenRows: BrokenRow[] = [];
  let [rows, line, latestKey] = [0, 1, ''];

  const write = (cells: string[]): string => {
    const text = csvLine(cells, format);
    line += text.split('\n').length - 1;
    return text;
  };
  const writeRow = (cells: RollCells): string => write(inColumns(cells, ++rows, format));
  const writeBroken = ({ kind, order }: { kind: BrokenRowKind; order: number }): string => {
    const person = brokenPerson(format.university, order, world);
    const record = person.records[0]!;
    const cells = breakCells(kind, rollCells(person, record, record.affiliations[0]!, format), format, latestKey);
    brokenRows.push({ line, row: ++rows, why: kind });
    return write(layOutBroken(kind, inColumns(cells, rows, format)));
  };

  return {
    heading: () => (format.bom ? '\uFEFF' : '') + write(format.columns.map(({ heading }) => heading)),
    add: (person, record) => {
      let text = '';
      while (faults[0] && faults[0].after <= rows) text += writeBroken(faults.shift()!);
      for (const affiliation of record.affiliations) text += writeRow(rollCells(person, record, affiliation, format));
      latestKey = record.sourceKey;
      return text;
    },
    finish: () => faults.splice(0).map(writeBroken).join(''),
    rows: () => rows,
    brokenRows: () => brokenRows,
  };
}
