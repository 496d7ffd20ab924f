import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns, pairs } from '../output.ts';
import { type Feeds, linesOfFeeds, linesOfRollback, type Rollback } from './lines-of-feeds.ts';

/** Sources, imports and watched folders of a university. */
export function feedCommands(context: CommandContext): Command {
  const feeds = new Command('feeds').description('The systems that deliver rolls, and what their imports did');
  const asks = async <Answer>(method: string, path: string) =>
    (await context.client()).call<Answer>('registrar', method, path);
  feeds
    .command('list')
    .description('Show a university’s sources, latest imports and files of watched folders')
    .requiredOption('--university <university>', 'slug or domain')
    .action(async ({ university }: { university: string }) => {
      const answer = await asks<Feeds>('GET', `/api/v1/universities/${encodeURIComponent(university)}/imports`);
      context.output().answer(answer, () => linesOfFeeds(answer));
    });
  feeds
    .command('show <import>')
    .description('Show one import: its counts, what it looks like, the first refused rows')
    .action(async (id: string) => {
      const answer = await asks<Record<string, unknown>>('GET', `/api/v1/imports/${encodeURIComponent(id)}`);
      const refused = (answer['refused'] ?? []) as { line: number; source_key: string | null; en: string }[];
      context.output().answer(answer, () => [
        ...pairs([
          ['import', answer['import_id']],
          ['source', `${answer['university']} ${answer['source']}`],
          ['state', answer['state']],
          ...Object.entries((answer['counts'] ?? {}) as Record<string, unknown>),
          ['review', (answer['review_reasons'] as string[]).join(', ')],
        ]),
        ...columns(
          ['line', 'number', 'why'],
          refused.map((row) => [row.line, row.source_key, row.en]),
        ).slice(refused.length > 0 ? 0 : 1),
      ]);
    });
  feeds
    .command('changes <import>')
    .description('Write everybody whom an import adds, changes or ends to standard output, as CSV')
    .action(async (id: string) => {
      const path = `/api/v1/imports/${encodeURIComponent(id)}/changes.csv`;
      for await (const piece of await (await context.client()).download('registrar', path)) process.stdout.write(piece);
    });
  feeds
    .command('rollback <import>')
    .description('Undo an applied import; says what would happen unless --yes is given')
    .option('--yes', 'do it')
    .action(async (id: string, { yes }: { yes?: boolean }) => {
      const query = yes ? '' : '?dry_run=true';
      const answer = await asks<Rollback>('POST', `/api/v1/imports/${encodeURIComponent(id)}/rollback${query}`);
      context.output().answer(answer, () => linesOfRollback(answer));
    });
  return feeds;
}
