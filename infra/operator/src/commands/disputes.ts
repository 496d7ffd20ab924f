import { Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns, pairs } from '../output.ts';

interface Dispute {
  readonly id: string;
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly fact: string;
  readonly says: string | null;
  readonly said: string;
  readonly saidAt: string;
  readonly state: string;
  readonly answer: string | null;
}

/** What people say is wrong about them. */
export function disputeCommands(context: CommandContext): Command {
  const disputes = new Command('disputes').description('What people say is wrong about them, and the answers');
  disputes
    .command('list <university>')
    .description('Disputes that wait for this university’s answer, the oldest first')
    .option('--answered', 'those that have an answer instead')
    .action(async (university: string, options: { answered?: boolean }) => {
      const state = options.answered ? 'answered' : 'open';
      const path = `/api/v1/universities/${encodeURIComponent(university)}/disputes?state=${state}`;
      const answer = await (await context.client()).call<{ disputes: Dispute[] }>('registrar', 'GET', path);
      context.output().answer(answer, () => linesOfDisputes(answer.disputes));
    });
  disputes
    .command('answer <dispute>')
    .description(
      'Answer a dispute, once; the person reads it. The data itself is put right in the university’s own system',
    )
    .requiredOption('--university <university>', 'whose answer it is: slug or domain')
    .addOption(
      new Option('--outcome <outcome>', 'how it ended')
        .choices(['corrected', 'answered', 'rejected'])
        .makeOptionMandatory(),
    )
    .requiredOption('--text <words>', 'what the person reads, up to 2,000 letters')
    .action(async (id: string, options: { university: string; outcome: string; text: string }) => {
      const { text: answer, ...rest } = options;
      const path = `/api/v1/disputes/${encodeURIComponent(id)}/answer`;
      const done = await (await context.client()).call<Dispute>('registrar', 'POST', path, { ...rest, answer });
      context.output().answer(done, () =>
        pairs([
          ['dispute', done.id],
          ['state', done.state],
          ['answer', done.answer],
        ]),
      );
    });
  return disputes;
}

function linesOfDisputes(disputes: readonly Dispute[]): string[] {
  if (disputes.length === 0) return ['None.'];
  return columns(
    ['dispute', 'said at', 'state', 'name', 'fact', 'the record says', 'the person says'],
    disputes.map((one) => [
      one.id,
      one.saidAt,
      one.state,
      [one.familyName, one.givenName, one.patronymic].filter(Boolean).join(' '),
      one.fact,
      one.says,
      one.said.replaceAll(/\s+/g, ' '),
    ]),
  );
}
