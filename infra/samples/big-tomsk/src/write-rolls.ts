import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { academicYearDefault } from './academic-year.ts';
import { type SampleOptions, samplePeople } from './people.ts';
import { createRoll, type Roll } from './roll.ts';
import type { RollFile } from './roll-file.ts';
import { mappingOf, type RollFormat } from './roll-formats/roll-format.ts';
import { rollFormats } from './roll-formats/roll-formats.ts';
import { openRollSink } from './roll-sink.ts';
import { scopeOf, type UniversitySlug } from './universities.ts';

/** How far the writing is: people written so far, of how many. */
export type RollProgress = { people: number; of: number };

export type WriteRollsOptions = SampleOptions & {
  /** Made if it is not there. Files of the same name in it are replaced. */
  folder: string;
  onProgress?: (progress: RollProgress) => void;
};

const peoplePerReport = 1000;

function rollFile(format: RollFormat, path: string, roll: Roll): RollFile {
  const { university, sourceLabel, charset, bom, delimiter, lineEnd, dateFormat } = format;
  const described = { university, scope: scopeOf(university), path, sourceLabel, mapping: mappingOf(format) };
  const written = { rows: roll.rows(), brokenRows: roll.brokenRows() };
  return { ...described, charset, bom, delimiter, lineEnd, dateFormat, ...written };
}

/**
 * Writes one roll per university, streamed: memory does not grow with `people`. The same people, seed and academic
 * year give the same bytes. Rejects with the error of the file system where a file cannot be written.
 */
export async function writeRolls(options: WriteRollsOptions): Promise<RollFile[]> {
  const { folder, people, seed, academicYear = academicYearDefault, onProgress } = options;
  const invented = samplePeople({ people, seed, academicYear });
  await mkdir(folder, { recursive: true });
  await using files = new AsyncDisposableStack();
  const open = async (format: RollFormat) => {
    const path = join(folder, format.fileName);
    const sink = files.adopt(await openRollSink(path, format), (opened) => opened.close());
    const roll = createRoll(format, people, { seed, academicYear });
    await sink.write(roll.heading());
    return { format, path, sink, roll };
  };
  const outputs = new Map<UniversitySlug, Awaited<ReturnType<typeof open>>>();
  for (const format of rollFormats) outputs.set(format.university, await open(format));

  for (const person of invented) {
    for (const record of person.records) {
      const { sink, roll } = outputs.get(record.university)!;
      await sink.write(roll.add(person, record));
    }
    const written = person.index + 1;
    if (written % peoplePerReport === 0 && written < people) onProgress?.({ people: written, of: people });
  }
  for (const { sink, roll } of outputs.values()) {
    await sink.write(roll.finish());
    await sink.flush();
  }
  onProgress?.({ people, of: people });
  return [...outputs.values()].map(({ format, path, roll }) => rollFile(format, path, roll));
}
