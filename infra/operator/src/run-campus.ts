import { Command, CommanderError } from 'commander';
import { readConfiguration } from './client/configuration.ts';
import { operatorClient } from './client/operator-client.ts';
import type { CommandContext } from './command-context.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { accountCommands } from './commands/accounts.ts';
import { agreementCommands } from './commands/agreements.ts';
import { auditCommands } from './commands/audit.ts';
import { cardCommands } from './commands/cards.ts';
import { clientCommands } from './commands/clients.ts';
import { disputeCommands } from './commands/disputes.ts';
import { doctorCommand } from './commands/doctor.ts';
import { entitlementCommands } from './commands/entitlements.ts';
import { eventCommands } from './commands/events.ts';
import { feedCommands } from './commands/feeds.ts';
import { groupCommands } from './commands/groups.ts';
import { keyCommands } from './commands/keys.ts';
import { matchCommands } from './commands/match.ts';
import { peopleCommands } from './commands/people.ts';
import { scimCommands } from './commands/scim.ts';
import { sipCommands } from './commands/sip.ts';
import { staffCommands } from './commands/staff.ts';
import { terminalCommands } from './commands/terminals.ts';
import { universityCommands } from './commands/universities.ts';
import { ruleCommands, zoneCommands } from './commands/zones.ts';
import { createOutput } from './output.ts';

/** Runs one command line and returns its exit code (see command-failure.ts). */
export async function runCampus(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const program = new Command('campus')
    .description(
      'Operates a running One Campus. Exit codes: 0 done, 2 usage, 3 refused, 4 not found, 5 not reachable, 6 not allowed.',
    )
    .option('--output <form>', 'text or json', 'text')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  const json = () => {
    const form = program.opts<{ output: string }>().output;
    if (form !== 'text' && form !== 'json') throw new CommandFailure('usage', '--output takes text or json.');
    return form === 'json';
  };
  const context: CommandContext = {
    output: () => createOutput(json()),
    client: async () => operatorClient(await readConfiguration(environment)),
  };
  const groups = [
    doctorCommand,
    universityCommands,
    peopleCommands,
    groupCommands,
    entitlementCommands,
    agreementCommands,
    feedCommands,
    matchCommands,
    disputeCommands,
    accountCommands,
    staffCommands,
    clientCommands,
    scimCommands,
    cardCommands,
    sipCommands,
    zoneCommands,
    ruleCommands,
    terminalCommands,
    keyCommands,
    auditCommands,
    eventCommands,
  ];
  for (const group of groups) program.addCommand(inheriting(group(context)));

  try {
    await program.parseAsync(hoistOutput(args.filter((one, index) => !(one === '--' && index === 0))), {
      from: 'user',
    });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    const failure =
      error instanceof CommandFailure
        ? error
        : new CommandFailure('unexpected', error instanceof Error ? (error.stack ?? error.message) : String(error));
    const wantsJson = args.join(' ').includes('--output json') || args.includes('--output=json');
    process.stderr.write(
      wantsJson
        ? `${JSON.stringify({ reason: failure.reason, message: failure.message, problem: failure.problem })}\n`
        : `${failure.message}\n`,
    );
    return exitCodes[failure.reason];
  }
}

/** Commander knows a global option only before the sub-command; people write it anywhere. */
function hoistOutput(args: readonly string[]): string[] {
  const at = args.findIndex((one) => one === '--output' || one.startsWith('--output='));
  if (at < 0) return [...args];
  const taken = args[at] === '--output' ? args.slice(at, at + 2) : [args[at]!];
  return [...taken, ...args.slice(0, at), ...args.slice(at + taken.length)];
}

/** Every sub-command throws instead of ending the process, so that one place chooses the exit code. */
function inheriting(command: Command): Command {
  command.exitOverride();
  for (const child of command.commands) inheriting(child as Command);
  return command;
}
