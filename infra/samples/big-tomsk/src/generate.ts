import { parseArgs } from 'node:util';
import { academicYearOf } from './academic-year.ts';
import { writeRolls } from './write-rolls.ts';

const usage = 'node infra/samples/big-tomsk/src/generate.ts --out <folder> [--people 2000] [--seed 2026] [--year 2026]';

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`--${name} must be a whole number, not "${text}"`);
  return Number(text);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      people: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '2026' },
      year: { type: 'string', default: String(academicYearOf(new Date())) },
    },
  });
  if (values.out === undefined) throw new RangeError('--out is missing');
  const files = await writeRolls({
    folder: values.out,
    people: wholeNumber('people', values.people),
    seed: wholeNumber('seed', values.seed),
    academicYear: wholeNumber('year', values.year),
    onProgress: ({ people, of }) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${people} / ${of} people${people === of ? '\n' : ''}`);
    },
  });
  for (const { university, path, rows, brokenRows, charset } of files) {
    const broken = brokenRows.map(({ line, why }) => `line ${line} ${why}`).join(', ');
    console.log(`${university}\t${rows} rows\t${charset}\t${path}\tbroken: ${broken}`);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`Usage: ${usage}`);
  process.exitCode = 1;
}
