import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { personId } from '../find-person.ts';

export function staffCommands(context: CommandContext): Command {
  const staff = new Command('staff').description('Roles of staff');
  staff
    .command('grant <person>')
    .description('Give a person a role at a university')
    .requiredOption('--role <role>', 'librarian, registrar, facility-manager or administrator')
    .requiredOption('--university <university>', 'slug or domain')
    .action(async (person: string, options: { role: string; university: string }) => {
      const client = await context.client();
      const id = await personId(client, person);
      const answer = await client.call('registrar', 'POST', `/api/v1/people/${id}/roles`, options);
      context
        .output()
        .answer(answer ?? { personId: id, ...options }, () => [
          `${person} is ${options.role} at ${options.university}.`,
        ]);
    });
  staff
    .command('revoke <person>')
    .description('Take a role back')
    .requiredOption('--role <role>')
    .requiredOption('--university <university>')
    .action(async (person: string, options: { role: string; university: string }) => {
      const client = await context.client();
      const id = await personId(client, person);
      await client.call('registrar', 'DELETE', `/api/v1/people/${id}/roles?${new URLSearchParams(options)}`);
      context
        .output()
        .answer({ personId: id, ...options }, () => [
          `${person} is no longer ${options.role} at ${options.university}.`,
        ]);
    });
  return staff;
}
