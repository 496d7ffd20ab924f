import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { OperatorClient } from '@onecampus/operator';
import { academicYearOf, type RollFile, writeRolls } from '@onecampus/sample-big-tomsk';
import type { Progress } from './progress.ts';

const seed = 2026;

/** Writes the six universities' rolls as their systems would, and imports each file as that university's registrar would. */
export async function importRolls(
  operator: OperatorClient,
  options: { people: number; folder: string; progress: Progress },
): Promise<void> {
  const { people, folder, progress } = options;
  progress.begin('Writing the rolls', people);
  const rolls = await writeRolls({
    folder,
    people,
    seed,
    academicYear: academicYearOf(new Date()),
    onProgress: (done) => progress.at(done.people),
  });
  progress.end();
  for (const roll of rolls) await importRoll(operator, roll, progress);
}

async function importRoll(operator: OperatorClient, roll: RollFile, progress: Progress): Promise<void> {
  const source = `/api/v1/universities/${roll.university}/sources/${encodeURIComponent(roll.sourceLabel)}`;
  await operator.call('registrar', 'PUT', source, { kind: 'sis', mapping: roll.mapping });
  progress.begin(`Importing ${roll.university}`, roll.rows);
  await operator.stream(
    'registrar',
    `${source}/imports`,
    Readable.toWeb(createReadStream(roll.path)) as ReadableStream,
    (line) => {
      if (typeof line['rows'] === 'number') progress.at(line['rows']);
    },
  );
  progress.end();
}
