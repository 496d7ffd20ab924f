import { Command } from 'commander';
import { saveWhole } from '../client/save-whole.ts';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { pairs } from '../output.ts';

interface Departure {
  readonly university: string;
  readonly leavesAt: string;
  readonly agreedBy: string | null;
  readonly finishedAt: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

/** Commands of `universities` for one that goes. */
export function leavingCommands(context: CommandContext): Command[] {
  return [retention(context), exportAll(context), announce(context), decide(context), leave(context)];
}

function retention(context: CommandContext): Command {
  return new Command('retention')
    .argument('<university>', 'slug or domain')
    .argument('<days>', 'a number, or "none": nobody’s data ends without being asked for')
    .description('Say for how long a university keeps people after their last affiliation')
    .action(async (university: string, said: string) => {
      const days = said === 'none' ? null : Number(said);
      const answer = await (await context.client()).call('registrar', 'PUT', `${pathOf(university)}/retention`, {
        days,
      });
      context
        .output()
        .answer(answer, () => [`${university} keeps people for ${days === null ? 'ever' : `${days} days`}.`]);
    });
}

function exportAll(context: CommandContext): Command {
  return new Command('export')
    .argument('<university>', 'slug or domain')
    .description('Fetch everything that a university says into a file; its audit chain is "campus audit export"')
    .option('--file <file>', '<university>.ndjson unless given')
    .action(async (university: string, { file = `${university}.ndjson` }: { file?: string }) => {
      const path = `${pathOf(university)}/export`;
      const bytes = await (await context.client()).download('registrar', path);
      const output = context.output();
      await saveWhole(file, bytes, output.progress('bytes'));
      output.answer({ file }, () => [`${file}. Its last line is the seal: counts and SHA-256 of each section.`]);
    });
}

function announce(context: CommandContext): Command {
  return new Command('announce-leave')
    .argument('<university>', 'slug or domain')
    .description('Announce that a university goes; somebody else has to agree')
    .requiredOption('--at <time>', 'when, as ISO 8601 with an offset: 2027-07-01T00:00:00+07:00')
    .action(async (university: string, { at }: { at: string }) => {
      const body = { leaves_at: at };
      const answer = await (await context.client()).call<Departure>(
        'registrar',
        'PUT',
        `${pathOf(university)}/departure`,
        body,
      );
      context.output().answer(answer, () => lines(answer));
    });
}

function decide(context: CommandContext): Command {
  return new Command('decide-leave')
    .argument('<university>', 'slug or domain')
    .description('Agree that a university goes, as somebody other than who announced it; or take it back')
    .option('--agree')
    .option('--withdraw')
    .action(async (university: string, options: { agree?: boolean; withdraw?: boolean }, command: Command) => {
      if (options.agree === options.withdraw) command.error('say --agree or --withdraw');
      const decision = options.agree ? 'agree' : 'withdraw';
      const path = `${pathOf(university)}/departure/decision`;
      const answer = await (await context.client()).call<Departure>('registrar', 'POST', path, { decision });
      context.output().answer(answer, () => lines(answer));
    });
}

function leave(context: CommandContext): Command {
  return new Command('leave')
    .argument('<university>', 'slug or domain')
    .description('Erase everything that a university said, for ever; goes on where it was cut short')
    .requiredOption('--confirm <university>', 'the same name once more')
    .action(async (university: string, { confirm }: { confirm: string }) => {
      if (confirm !== university) throw new CommandFailure('usage', '--confirm takes the same name once more.');
      const output = context.output();
      let departure: Departure | undefined;
      const progress = output.progress('records erased');
      const path = `${pathOf(university)}/departure/execution`;
      await (await context.client())
        .stream('registrar', path, new Uint8Array(), (line) => {
          if (line['phase'] === 'done') departure = line['departure'] as Departure;
          progress.at(Number(line['records'] ?? 0));
        })
        .finally(progress.end);
      if (!departure) throw new CommandFailure('unavailable', 'The line was cut; say the same again to go on.');
      const gone = departure;
      output.answer(gone, () => lines(gone));
    });
}

function pathOf(university: string): string {
  return `/api/v1/universities/${encodeURIComponent(university)}`;
}

function lines(departure: Departure): string[] {
  return pairs([
    ['university', departure.university],
    ['leaves at', departure.leavesAt],
    ['agreed by', departure.agreedBy ?? 'nobody yet'],
    ['finished at', departure.finishedAt],
    ...Object.entries(departure.counts),
  ]);
}
