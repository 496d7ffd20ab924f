import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { findPerson } from '../find-person.ts';
import type { CommandContext } from '../run-campus.ts';
import { importRoll, linesOfImport } from './import-roll.ts';
import { linesOfPerson } from './lines-of-person.ts';

interface ImportOptions {
  university: string;
  source: string;
  dryRun?: boolean;
  acceptShrink?: boolean;
}

export function peopleCommands(context: CommandContext): Command {
  const people = new Command('people').description('People and what their universities say of them');
  people
    .command('import <file>')
    .description('Import a roll file of a university: CSV in UTF-8 or Windows-1251, with , or ; and a heading line')
    .requiredOption('--university <university>', 'slug or domain')
    .option('--source <label>', 'which of the university’s systems it comes from', 'roll')
    .option('--dry-run', 'say what would change and change nothing')
    .option('--accept-shrink', 'apply it although it would end more people than the source’s limit allows')
    .action(async (file: string, options: ImportOptions) => {
      await stat(file).catch(() => {
        throw new CommandFailure('usage', `${file} cannot be read.`);
      });
      const output = context.output();
      const body = Readable.toWeb(createReadStream(file)) as ReadableStream;
      const result = await importRoll(await context.client(), {
        ...options,
        body,
        onProgress: (rows) => output.note(`${rows} rows read`),
      });
      output.answer(result, () => linesOfImport(result));
    });
  people
    .command('show <person>')
    .description('Show a person: an eppn (login@domain), a student number (or university:number) or a person id')
    .action(async (person: string) => {
      const found = await findPerson(await context.client(), person);
      context.output().answer(found, () => linesOfPerson(found));
    });
  return people;
}
