import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { personId } from '../find-person.ts';
import { columns } from '../output.ts';

interface Erasure {
  readonly id: string;
  readonly university: string;
  readonly personId: string;
  readonly basis: string;
  readonly state: string;
  readonly askedBy: string;
  readonly decidedBy: string | null;
  readonly destroyed: Readonly<Record<string, number>> | null;
  readonly whole: boolean | null;
}

interface Version {
  readonly version: number;
  readonly values: Readonly<Record<string, string | null>>;
  readonly recordedFrom: string;
  readonly recordedUntil: string;
}

/** Commands of `people` that end, or look back. */
export function erasureCommands(context: CommandContext): Command[] {
  return [ask(context), decide(context), list(context), act(context), history(context)];
}

function ask(context: CommandContext): Command {
  return new Command('erase')
    .argument('<person>', 'eppn, student number (or university:number) or person id')
    .description('Ask that a person be erased; somebody else has to agree, for each university')
    .option('--university <university>', 'only what this university says; all of them unless given')
    .option('--basis <basis>', 'request (the person asked), order, or retention (the time to keep is over)', 'request')
    .action(async (person: string, options: { university?: string; basis: string }) => {
      const client = await context.client();
      const path = `/api/v1/people/${await personId(client, person)}/erasures`;
      const answer = await client.call<{ erasures: Erasure[] }>('registrar', 'POST', path, options);
      context
        .output()
        .answer(answer, () => [
          ...rows(answer.erasures),
          'Somebody else agrees with: campus people decide-erasure <erasure> --erase',
        ]);
    });
}

function decide(context: CommandContext): Command {
  return new Command('decide-erasure')
    .argument('<erasure>')
    .description('Agree to an erasure that somebody else asked for, or withdraw it. What is erased never comes back')
    .option('--erase', 'destroy it now')
    .option('--withdraw', 'keep everything')
    .action(async (erasure: string, options: { erase?: boolean; withdraw?: boolean }, command: Command) => {
      if (options.erase === options.withdraw) command.error('say --erase or --withdraw');
      const decision = options.erase ? 'erase' : 'withdraw';
      const path = `/api/v1/erasures/${encodeURIComponent(erasure)}/decision`;
      const answer = await (await context.client()).call<Erasure>('registrar', 'POST', path, { decision });
      context.output().answer(answer, () => rows([answer]));
    });
}

function list(context: CommandContext): Command {
  return new Command('erasures')
    .description('Show erasures that are asked for, done or withdrawn')
    .option('--university <university>')
    .option('--state <state>', 'asked, done or withdrawn')
    .action(async (options: Record<string, string>) => {
      const path = `/api/v1/erasures?${new URLSearchParams(options)}`;
      const answer = await (await context.client()).call<{ erasures: Erasure[] }>('registrar', 'GET', path);
      context.output().answer(answer, () => rows(answer.erasures));
    });
}

function act(context: CommandContext): Command {
  return new Command('act')
    .argument('<erasure>')
    .description('Print the act of destruction with the extract of the log; --output json is the signed form')
    .action(async (erasure: string) => {
      const client = await context.client();
      const path = `/api/v1/erasures/${encodeURIComponent(erasure)}/act`;
      if (context.output().json) {
        return context.output().answer(await client.call('registrar', 'GET', path), () => []);
      }
      const chunks: Uint8Array[] = [];
      for await (const chunk of await client.download('registrar', `${path}?format=text`)) chunks.push(chunk);
      context.output().answer(undefined, () => [Buffer.concat(chunks).toString().trimEnd()]);
    });
}

function history(context: CommandContext): Command {
  return new Command('history')
    .argument('<person>', 'eppn, student number (or university:number) or person id')
    .description('Show what universities said of a person before. The look is recorded')
    .option('--university <university>', 'only what this university said')
    .action(async (person: string, options: Record<string, string>) => {
      const client = await context.client();
      const path = `/api/v1/people/${await personId(client, person)}/history?${new URLSearchParams(options)}`;
      type Answer = { records: { university: string; versions: Version[] }[] };
      const answer = await client.call<Answer>('registrar', 'GET', path);
      context.output().answer(answer, () =>
        columns(
          ['university', 'version', 'from', 'until', 'values'],
          answer.records.flatMap(({ university, versions }) =>
            versions.map((one) => [
              university,
              one.version,
              one.recordedFrom.slice(0, 16),
              one.recordedUntil.slice(0, 16),
              Object.values(one.values).filter(Boolean).join(', '),
            ]),
          ),
        ),
      );
    });
}

function rows(erasures: readonly Erasure[]): string[] {
  return columns(
    ['erasure', 'university', 'person', 'basis', 'state', 'asked by', 'records', ''],
    erasures.map((one) => [
      one.id,
      one.university,
      one.personId,
      one.basis,
      one.state,
      one.askedBy,
      one.destroyed?.['records'],
      one.whole ? 'nothing of the person is left' : '',
    ]),
  );
}
