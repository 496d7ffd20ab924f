import { Command } from 'commander';
import type { OperatorClient } from '../client/operator-client.ts';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { personId } from '../find-person.ts';
import { columns, pairs } from '../output.ts';

interface Match {
  readonly id: string;
  readonly about: 'link' | 'doubt';
  readonly state: string;
  readonly score: number;
  readonly evidence: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly records: readonly Readonly<Record<string, string | null>>[];
  readonly said: { readonly mine: string | null; readonly theirs: string | null };
}
interface Run {
  readonly looked: number;
  readonly linked: number;
  readonly asked: number;
  readonly left: number;
}
interface Merges {
  readonly personId: string;
  readonly merges: readonly {
    readonly id: string;
    readonly at: string;
    readonly method: string;
    readonly loserId: string;
  }[];
}

export function matchCommands(context: CommandContext): Command {
  const match = new Command('match').description(
    'The same human at two universities: questions, answers, merges undone',
  );
  match
    .command('list <university>')
    .description('Open questions that concern a university, oldest first')
    .option('--limit <count>', 'how many at most', '50')
    .action(async (university: string, options: { limit: string }) => {
      const path = `/api/v1/universities/${encodeURIComponent(university)}/matches?limit=${encodeURIComponent(options.limit)}`;
      const answer = await (await context.client()).call<{ matches: Match[] }>('registrar', 'GET', path);
      context.output().answer(answer, () => linesOfMatches(answer.matches));
    });
  match
    .command('show <question>')
    .description('How the two records compare, and the own one; never the other university’s')
    .action(async (id: string) => {
      const found = await (await context.client()).call<Match>('registrar', 'GET', at(id));
      context.output().answer(found, () => linesOfMatch(found));
    });
  match
    .command('say <question> <answer>')
    .description('One university’s word: same or different. A second person of the other side has to speak as well')
    .requiredOption('--university <university>', 'for whom the word is given')
    .action(async (id: string, answer: string, options: { university: string }) => {
      if (answer !== 'same' && answer !== 'different') throw new CommandFailure('usage', 'Say same or different.');
      const said = await (await context.client()).call<{ state: string }>('registrar', 'POST', at(id, '/say'), {
        answer,
        ...options,
      });
      context
        .output()
        .answer(said, () => [
          said.state === 'pending' ? 'Written down; the other side has to speak.' : `Decided: ${said.state}.`,
        ]);
    });
  match
    .command('split <person>')
    .description('Show the merges of a person, or doubt one of them: a registrar concerned confirms it')
    .option('--merge <merge>', 'the merge to undo')
    .action(async (person: string, options: { merge?: string }) => {
      const client = await context.client();
      const id = await personId(client, person);
      if (options.merge === undefined) {
        const found = await client.call<Merges>('registrar', 'GET', `/api/v1/people/${id}/merges`);
        context.output().answer(found, () => linesOfMerges(found));
        return;
      }
      const asked = await client.call<{ matchRequest: string }>(
        'registrar',
        'POST',
        `/api/v1/people/${id}/split`,
        options,
      );
      context
        .output()
        .answer(asked, () => [`Asked; a registrar has to say "different" to question ${asked.matchRequest}.`]);
    });
  match
    .command('run')
    .description('Compare all records that are due now instead of waiting for the job')
    .action(async () => {
      const output = context.output();
      const progress = output.progress('records');
      const total = await runAll(await context.client(), (done, all) => progress.at(done, all)).finally(progress.end);
      output.answer(total, () =>
        pairs([
          ['compared', total.looked],
          ['linked', total.linked],
          ['questions', total.asked],
        ]),
      );
    });
  return match;
}

async function runAll(
  client: OperatorClient,
  onProgress: (done: number, all: number) => void,
): Promise<Omit<Run, 'left'>> {
  const total = { looked: 0, linked: 0, asked: 0 };
  for (;;) {
    const run = await client.call<Run>('registrar', 'POST', '/api/v1/matches/run', {});
    total.looked += run.looked;
    total.linked += run.linked;
    total.asked += run.asked;
    // What is left and was not looked at is in the hands of another run.
    if (run.left === 0 || run.looked === 0) return total;
    onProgress(total.looked, total.looked + run.left);
  }
}

function at(id: string, rest = ''): string {
  return `/api/v1/matches/${encodeURIComponent(id)}${rest}`;
}

function linesOfMatches(matches: readonly Match[]): string[] {
  return columns(
    ['question', 'about', 'since', 'bits', 'own record', 'we said', 'they said'],
    matches.map((one) => [
      one.id,
      one.about,
      one.createdAt.slice(0, 10),
      one.score,
      one.records.map(({ source, sourceKey }) => `${source} ${sourceKey}`).join(', '),
      one.said.mine,
      one.said.theirs,
    ]),
  );
}

function linesOfMatch(match: Match): string[] {
  return [
    ...pairs([
      ['question', match.id],
      ['about', match.about],
      ['state', match.state],
      ['bits', match.score],
    ]),
    '',
    ...pairs(Object.entries(match.evidence).filter(([, outcome]) => outcome !== 'missing')),
    '',
    ...match.records.flatMap((record) => pairs(Object.entries(record))),
  ];
}

function linesOfMerges({ merges }: Merges): string[] {
  return columns(
    ['merge', 'at', 'method', 'who became part'],
    merges.map((one) => [one.id, one.at, one.method, one.loserId]),
  );
}
