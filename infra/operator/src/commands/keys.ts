import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns } from '../output.ts';

interface Key {
  readonly kid: string;
  readonly alg: string;
  readonly state: string;
}

export function keyCommands(context: CommandContext): Command {
  const keys = new Command('keys').description('Signing keys of the identity provider');
  const show = (answer: { keys: Key[] }) =>
    context.output().answer(answer, () =>
      columns(
        ['kid', 'alg', 'state'],
        answer.keys.map((key) => [key.kid, key.alg, key.state]),
      ),
    );
  keys
    .command('list')
    .description('Show the keys and their state')
    .action(async () => show(await (await context.client()).call('identity-provider', 'GET', '/api/v1/keys')));
  keys
    .command('rotate')
    .description('Begin a rotation: a new key is published, signs after the waiting time, and the old one retires')
    .option('--immediately', 'sign with the new key at once (a key was lost)')
    .action(async (options: { immediately?: boolean }) =>
      show(
        await (await context.client()).call('identity-provider', 'POST', '/api/v1/keys/rotate', {
          when: options.immediately ? 'now' : 'scheduled',
        }),
      ),
    );
  return keys;
}
