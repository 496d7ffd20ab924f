import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { personId } from '../find-person.ts';
import { columns } from '../output.ts';
import { keyEncryptionCommands } from './key-encryption.ts';

interface Key {
  readonly kid: string;
  readonly alg: string;
  readonly state: string;
  readonly lacking: readonly string[];
}

export function keyCommands(context: CommandContext): Command {
  const keys = new Command('keys').description('Signing keys of the identity provider');
  const show = (answer: { keys: Key[] }) =>
    context.output().answer(answer, () =>
      columns(
        ['kid', 'alg', 'state', 'probably lacked by'],
        answer.keys.map((key) => [key.kid, key.alg, key.state, key.lacking.join(', ')]),
      ),
    );
  const call = async (method: 'GET' | 'POST', path: string, body?: object) =>
    show(await (await context.client()).call('identity-provider', method, `/api/v1/keys${path}`, body));
  keys
    .command('list')
    .description('Show the keys, their state, and which applications probably have not fetched one yet')
    .action(() => call('GET', ''));
  keys
    .command('rotate')
    .description('Begin a rotation: a new key is published, signs after the waiting time, and the old one retires')
    .option('--immediately', 'sign with the new key at once (a key was lost)')
    .action((options: { immediately?: boolean }) =>
      call('POST', '/rotate', { when: options.immediately ? 'now' : 'scheduled' }),
    );
  keys
    .command('withdraw <kid>')
    .description('Take a key out of use at once because somebody else may have it; another one signs from now on')
    .requiredOption('--reason <text>', 'for the audit trail')
    .action((kid: string, { reason }: { reason: string }) =>
      call('POST', `/${encodeURIComponent(kid)}/withdraw`, { reason }),
    );
  keys
    .command('return <kid>')
    .description('Sign again with a key that has retired and is still published')
    .requiredOption('--reason <text>', 'for the audit trail')
    .action((kid: string, { reason }: { reason: string }) =>
      call('POST', `/${encodeURIComponent(kid)}/return`, { reason }),
    );
  keys
    .command('officer <person>')
    .description('Name one of the first two security officers, who then decide about keys and officers in pairs')
    .action(async (person: string) => {
      const client = await context.client();
      const id = await personId(client, person);
      const answer = await client.call<{ officers: string[] }>(
        'identity-provider',
        'PUT',
        `/api/v1/consortium/officers/${id}`,
      );
      context.output().answer(answer, () => [`${person} is a security officer; there are ${answer.officers.length}.`]);
    });
  keys.addCommand(keyEncryptionCommands(context));
  return keys;
}
