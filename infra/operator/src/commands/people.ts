import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { findPerson, personId } from '../find-person.ts';
import { addPerson, type NewPerson } from './add-person.ts';
import { erasureCommands } from './erase-people.ts';
import { importRoll, linesOfImport } from './import-roll.ts';
import { linesOfPerson } from './lines-of-person.ts';
import { linesOfOwnPerson, ownPerson } from './own-person.ts';
import { searchPeopleCommand } from './search-people.ts';

interface ImportOptions {
  university: string;
  source: string;
  dryRun?: boolean;
  acceptShrink?: boolean;
  partial?: boolean;
}

export function peopleCommands(context: CommandContext): Command {
  const people = new Command('people').description('People and what their universities say of them');
  people
    .command('import <file>')
    .description('Import a roll file of a university: CSV in UTF-8 or Windows-1251, with , or ; and a heading line')
    .requiredOption('--university <university>', 'slug or domain')
    .option('--source <label>', 'which of the university’s systems it comes from', 'roll')
    .option('--dry-run', 'say what would change and change nothing')
    .option('--partial', 'the file speaks only of the people in it; nobody ends by being left out')
    .option('--accept-shrink', 'apply it although it would end more people than the source’s limit allows')
    .action(async (file: string, options: ImportOptions) => {
      const { size } = await stat(file).catch(() => {
        throw new CommandFailure('usage', `${file} cannot be read.`);
      });
      const output = context.output();
      const rows = output.progress('rows');
      const bytes = output.progress('bytes sent');
      const body = Readable.toWeb(Readable.from(counted(file, (sent) => bytes.at(sent, size)))) as ReadableStream;
      const result = await importRoll(await context.client(), {
        ...options,
        body,
        onProgress: (count) => rows.at(count),
      }).finally(() => {
        bytes.end();
        rows.end();
      });
      output.answer(result, () => linesOfImport(result));
    });
  people
    .command('add')
    .description('Add one person, or correct one, as the operator’s own source of that university')
    .requiredOption('--university <university>', 'slug or domain')
    .requiredOption('--number <number>', 'student or employee number')
    .requiredOption('--family-name <name>')
    .requiredOption('--given-name <name>')
    .requiredOption('--affiliation <affiliation>', 'student, faculty, staff, employee, alum or affiliate')
    .requiredOption('--birth-date <date>', 'YYYY-MM-DD')
    .option('--login <login>', 'the part of the eppn before the @')
    .option('--email <address>')
    .option('--patronymic <name>')
    .option('--national-number <snils>')
    .option('--org-unit <unit>')
    .option('--programme <programme>')
    .option('--valid-from <date>', 'first day; today unless given')
    .option('--valid-until <date>', 'last day, inclusive; open unless given')
    .action(async (options: NewPerson) => {
      const client = await context.client();
      await addPerson(client, options);
      const found = await findPerson(client, `${options.university}:${options.number}`);
      context.output().answer(found, () => linesOfPerson(found));
    });
  people
    .command('show <person>')
    .description('Show a person: an eppn (login@domain), a student number (or university:number) or a person id')
    .option('--university <university>', 'as this university knows them: with the past, groups and entitlements')
    .option('--valid-at <day>', 'with --university: affiliations as they were then')
    .option('--known-at <day>', 'with --university: as it was known then')
    .action(async (person: string, options: { university?: string; validAt?: string; knownAt?: string }) => {
      const client = await context.client();
      const { university } = options;
      if (university === undefined) {
        const found = await findPerson(client, person);
        return context.output().answer(found, () => linesOfPerson(found));
      }
      const own = await ownPerson(client, await personId(client, person), { ...options, university });
      return context.output().answer(own, () => linesOfOwnPerson(own));
    });
  people.addCommand(searchPeopleCommand(context));
  for (const command of erasureCommands(context)) people.addCommand(command);
  return people;
}

/** A file's bytes, and how many have been read. The last of them say nothing: what comes then is said in rows. */
async function* counted(file: string, onBytes: (sent: number) => void): AsyncGenerator<Buffer> {
  let sent = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    sent += chunk.length;
    onBytes(sent);
    yield chunk;
  }
}
