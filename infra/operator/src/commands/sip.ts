import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { columns, pairs } from '../output.ts';

type Account = Readonly<Record<string, unknown>> & { readonly login: string };

const path = '/api/v1/sip-accounts';

/** Settings that take words, numbers and lists as the API has them; the API says what may stand there. */
const words = ['library', 'institution', 'title', 'purpose', 'pin', 'charset', 'delimiter', 'terminator', 'language'];
const renamed = ['client-certificate', 'error-detection'];
const lists = ['shows', 'accepts', 'networks'];
const numbers = ['idle-seconds', 'connections-max', 'messages-per-minute'];
const switches = ['without-login', 'may-block', 'expired-is-invalid', 'certification', 'enabled'];

/** `campus sip`: the machines of libraries that ask about cards by SIP2. */
export function sipCommands(context: CommandContext): Command {
  const sip = new Command('sip').description('Library machines that ask about cards by SIP2');

  withSettings(
    sip
      .command('add <login>')
      .description('Let a machine ask; prints its secret, this once')
      .requiredOption('--university <university>', 'slug or domain'),
  ).action(async (login: string, options: Record<string, string>) => {
    const client = await context.client();
    const { university, ...rest } = options;
    const body = { login, university, ...settingsOf(rest) };
    const account = await client.call<Account>('card-issuer', 'POST', path, body);
    context.output().answer(account, () => linesOf(account));
  });

  withSettings(sip.command('change <login>').description('Change what a machine may do, or switch it off')).action(
    async (login: string, options: Record<string, string>) => {
      const client = await context.client();
      const account = await client.call<Account>('card-issuer', 'PATCH', at(login), settingsOf(options));
      context.output().answer(account, () => linesOf(account));
    },
  );

  sip
    .command('secret <login>')
    .description('Give a machine another secret and print it, this once; the one before logs in no more')
    .action(async (login: string) => {
      const client = await context.client();
      const answer = await client.call<Account>('card-issuer', 'POST', `${at(login)}/secret`);
      context.output().answer(answer, () => linesOf(answer));
    });

  sip
    .command('list')
    .description('Show all machines')
    .action(async () => {
      const client = await context.client();
      const answer = await client.call<{ accounts: Account[] }>('card-issuer', 'GET', path);
      context.output().answer(answer, () =>
        columns(
          ['login', 'title', 'purpose', 'pin', 'shows', 'networks', 'enabled'],
          answer.accounts.map((one) =>
            ['login', 'title', 'purpose', 'pin', 'shows', 'networks', 'enabled'].map((name) => textOf(one[name])),
          ),
        ),
      );
    });
  return sip;
}

function at(login: string): string {
  return `${path}/${encodeURIComponent(login)}`;
}

function withSettings(command: Command): Command {
  for (const name of [...words, ...renamed]) command.option(`--${name} <text>`);
  for (const name of lists) command.option(`--${name} <list>`, 'with commas');
  for (const name of numbers) command.option(`--${name} <number>`);
  for (const name of switches) command.option(`--${name} <yes or no>`);
  return command;
}

/** `--may-block yes` → `may_block: true`. */
function settingsOf(options: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([option, text]) => {
      const name = option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return [name.replaceAll('-', '_'), settingFrom(name, text)];
    }),
  );
}

function settingFrom(name: string, text: string): unknown {
  if (lists.includes(name))
    return text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  if (numbers.includes(name)) return Number(text);
  if (!switches.includes(name)) return text;
  if (text !== 'yes' && text !== 'no') throw new CommandFailure('usage', `--${name} takes yes or no.`);
  return text === 'yes';
}

function linesOf(account: Account): string[] {
  return pairs(Object.entries(account).map(([name, value]) => [name, textOf(value)] as const));
}

function textOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}
