import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { personId } from '../find-person.ts';

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
  return accounts;
}

async function firstLine(file: string | undefined): Promise<string> {
  if (file === undefined) throw new CommandFailure('usage', 'Give --password-file or --password.');
  const text = file === '-' ? await new Response(process.stdin as never).text() : await readFile(file, 'utf8');
  return text.split(/\r?\n/)[0] ?? '';
}
