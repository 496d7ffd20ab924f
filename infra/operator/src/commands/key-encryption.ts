import { Command } from 'commander';
import type { OperatorClient } from '../client/operator-client.ts';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { columns, pairs } from '../output.ts';

interface Encryption {
  readonly sealing: string;
  readonly since: string;
  readonly instances: readonly {
    readonly instance: string;
    readonly knows: readonly string[];
    readonly seals_with: string;
  }[];
  readonly values: readonly { readonly table: string; readonly key: string; readonly count: number }[];
  readonly left: number;
  readonly others_end_at: string | null;
}

interface Page {
  readonly done: number;
  readonly unopened: readonly string[];
  readonly next: object | null;
}

const place = '/api/v1/key-encryption';

/** `campus keys encryption`: the key outside the database that seals the secrets in it. */
export function keyEncryptionCommands(context: CommandContext): Command {
  const encryption = new Command('encryption').description('The key outside the database that seals the secrets in it');
  const show = async (client: OperatorClient) => {
    const answer = await client.call<Encryption>('identity-provider', 'GET', place);
    context.output().answer(answer, () => lines(answer));
  };
  encryption
    .command('show')
    .description('Which key seals, which running instance has which keys, and how much is sealed under which')
    .action(async () => show(await context.client()));
  encryption
    .command('change <key>')
    .description(
      'Seal with this key from now on, and put everything that is stored into new envelopes; may be called again',
    )
    .action(async (to: string) => {
      const client = await context.client();
      const { left } = await client.call<Encryption>('identity-provider', 'POST', `${place}/change`, { to });
      await walk(client, 'rewrap', left);
      await walk(client, 'verify');
      await show(client);
    });
  encryption
    .command('verify')
    .description('Open everything that is sealed, and name what does not open')
    .action(async () => {
      const client = await context.client();
      const checked = await walk(client, 'verify');
      context.output().answer({ checked }, () => [`${checked} values open.`]);
    });

  async function walk(client: OperatorClient, what: 'rewrap' | 'verify', total?: number): Promise<number> {
    const progress = context.output().progress(what === 'rewrap' ? 'values in new envelopes' : 'values opened');
    const unopened: string[] = [];
    let done = 0;
    for (let from: object | null | undefined; from !== null; ) {
      const body: object = from === undefined ? {} : { from };
      const page: Page = await client.call<Page>('identity-provider', 'POST', `${place}/${what}`, body);
      done += page.done;
      unopened.push(...page.unopened);
      progress.at(done, total);
      from = page.next;
    }
    progress.end();
    if (unopened.length > 0)
      throw new CommandFailure('refused', `With no key at hand these open: ${unopened.join(', ')}`);
    return done;
  }

  return encryption;
}

function lines(answer: Encryption): string[] {
  return [
    ...pairs([
      ['sealing key', answer.sealing],
      ['since', answer.since],
      ['values under another key', answer.left],
      ['other keys may go', answer.others_end_at ?? 'not yet'],
    ]),
    '',
    ...columns(
      ['instance', 'has', 'seals with'],
      answer.instances.map((one) => [one.instance, one.knows.join(', '), one.seals_with]),
    ),
    '',
    ...columns(
      ['sealed in', 'under', 'values'],
      answer.values.map((one) => [one.table, one.key, one.count]),
    ),
  ];
}
