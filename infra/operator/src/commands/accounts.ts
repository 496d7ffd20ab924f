import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { personId } from '../find-person.ts';
import { columns } from '../output.ts';

export function accountCommands(context: CommandContext): Command {
  const accounts = new Command('accounts').description('Accounts of people');
  accounts
    .command('set-password <person>')
    .description('Give a person a password; <person> is an eppn (login@university) or a person id')
    .option('--password <password>', 'the password; better: --password-file, which leaves no trace in the process list')
    .option('--password-file <file>', 'a file whose first line is the password, or - for standard input')
    .action(async (person: string, options: { password?: string; passwordFile?: string }) => {
      const password = options.password ?? (await firstLine(options.passwordFile));
      const client = await context.client();
      const id = await personId(client, person);
      await client.call('identity-provider', 'PUT', `/api/v1/accounts/${id}/password`, { password });
      context.output().answer({ personId: id }, () => [`The password of ${person} is set.`]);
    });
  accounts
    .command('invite <university>')
    .description(
      'Invite people of a university, who then set a password themselves: by letter, or by codes to be printed',
    )
    .requiredOption('--by <way>', 'mail or print')
    .option(
      '--people <file>',
      'logins or numbers, one a line, or - for standard input; everybody who cannot sign in yet without it',
    )
    .action(async (university: string, options: { by: string; people?: string }) => {
      if (options.by !== 'mail' && options.by !== 'print')
        throw new CommandFailure('usage', '--by takes mail or print.');
      const client = await context.client();
      const path = `/api/v1/universities/${encodeURIComponent(university)}/invitations`;
      const invitations: Invitation[] = [];
      for (const people of options.people === undefined ? [undefined] : inBatches(await lines(options.people))) {
        const body = { way: options.by, ...(people === undefined ? {} : { people }) };
        invitations.push(
          ...(await client.call<{ invitations: Invitation[] }>('identity-provider', 'POST', path, body)).invitations,
        );
      }
      context.output().answer({ invitations }, () =>
        columns(
          ['person', 'login', 'outcome', 'code', 'until'],
          invitations.map(({ asked, login, outcome, code, expiresAt }) => [asked, login, outcome, code, expiresAt]),
        ),
      );
    });
  accounts
    .command('import-passwords <file>')
    .description(
      'Take password hashes along from where people signed in: a login and its hash a line, or - for standard input',
    )
    .action(async (file: string) => {
      const client = await context.client();
      const outcome = { imported: 0, refused: [] as { login: string; reason: string }[] };
      for (const batch of inBatches(await lines(file))) {
        const path = '/api/v1/accounts/imported-passwords';
        const body = { accounts: batch.map(loginAndHash) };
        const { imported, refused } = await client.call<typeof outcome>('identity-provider', 'POST', path, body);
        outcome.imported += imported;
        outcome.refused.push(...refused);
      }
      context.output().answer(outcome, () => [
        `Taken: ${outcome.imported}. Refused: ${outcome.refused.length}.`,
        ...columns(
          ['login', 'reason'],
          outcome.refused.map(({ login, reason }) => [login, reason]),
        ),
      ]);
    });
  return accounts;
}

/** Of one line; hashes hold no blanks. */
function loginAndHash(line: string): { login: string; hash: string } {
  const [login, hash, ...rest] = line.split(/\s+/);
  if (!login || !hash || rest.length > 0) throw new CommandFailure('usage', 'Each line is a login and its hash.');
  return { login, hash };
}

interface Invitation {
  readonly asked: string;
  readonly outcome: string;
  readonly login?: string;
  readonly code?: string;
  readonly expiresAt?: string;
}

/** As many as one call takes. */
const batch_people = 500;

function inBatches(people: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(people.length / batch_people) }, (_, n) =>
    people.slice(n * batch_people, (n + 1) * batch_people),
  );
}

async function lines(file: string): Promise<string[]> {
  const all = (await textOf(file)).split(/\r?\n/).map((line) => line.trim());
  return all.filter((line) => line !== '');
}

async function textOf(file: string): Promise<string> {
  return file === '-' ? await new Response(process.stdin as never).text() : await readFile(file, 'utf8');
}

async function firstLine(file: string | undefined): Promise<string> {
  if (file === undefined) throw new CommandFailure('usage', 'Give --password-file or --password.');
  return (await textOf(file)).split(/\r?\n/)[0] ?? '';
}
