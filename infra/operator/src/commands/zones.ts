import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { columns } from '../output.ts';

interface Zone {
  readonly slug: string;
  readonly kind: string;
  readonly university: string;
  readonly title: { readonly ru: string; readonly en: string };
}

export function zoneCommands(context: CommandContext): Command {
  const zones = new Command('zones').description('Zones: places that are entered through a gate');
  zones
    .command('list')
    .description('Show all zones')
    .action(async () => {
      const answer = await (await context.client()).call<{ zones: Zone[] }>('access-checker', 'GET', '/api/v1/zones');
      context.output().answer(answer, () =>
        columns(
          ['zone', 'university', 'kind', 'title'],
          answer.zones.map((one) => [one.slug, one.university, one.kind, one.title.en]),
        ),
      );
    });
  zones
    .command('set <slug>')
    .alias('add')
    .description('Create a zone or change its names')
    .requiredOption('--university <university>', 'slug of the university that runs it')
    .requiredOption('--kind <kind>', 'library, sports, dormitory, laboratory or other')
    .requiredOption('--title-en <title>')
    .option('--title-ru <title>', 'the same as --title-en unless given')
    .option('--time-zone <zone>', 'IANA name', 'Asia/Tomsk')
    .action(
      async (
        slug: string,
        options: { university: string; kind: string; titleEn: string; titleRu?: string; timeZone: string },
      ) => {
        const zone = await (await context.client()).call<Zone>(
          'access-checker',
          'PUT',
          `/api/v1/zones/${encodeURIComponent(slug)}`,
          {
            university: options.university,
            kind: options.kind,
            title: { ru: options.titleRu ?? options.titleEn, en: options.titleEn },
            time_zone: options.timeZone,
          },
        );
        context.output().answer(zone, () => [`Zone ${slug} is set.`]);
      },
    );
  return zones;
}

export function ruleCommands(context: CommandContext): Command {
  const rules = new Command('rules').description('Rules: who may enter a zone, and when');
  rules
    .command('list <zone>')
    .description('Show the rules of a zone (as JSON that `rules set` takes)')
    .action(async (zone: string) => {
      const answer = await (await context.client()).call(
        'access-checker',
        'GET',
        `/api/v1/zones/${encodeURIComponent(zone)}/rules`,
      );
      context.output().answer(answer, () => [JSON.stringify(answer, null, 2)]);
    });
  rules
    .command('set <zone>')
    .description(
      'Replace all rules of a zone by those of a JSON file: {"rules": [{"effect": "permit", "audience": {…}, "schedule": …}]}',
    )
    .requiredOption('--file <file>', 'the file, or - for standard input')
    .action(async (zone: string, options: { file: string }) => {
      const text =
        options.file === '-' ? await new Response(process.stdin as never).text() : await readFile(options.file, 'utf8');
      let body: unknown;
      try {
        body = JSON.parse(text);
      } catch (error) {
        throw new CommandFailure('usage', `${options.file} is not JSON: ${(error as Error).message}`);
      }
      const answer = await (await context.client()).call(
        'access-checker',
        'PUT',
        `/api/v1/zones/${encodeURIComponent(zone)}/rules`,
        Array.isArray(body) ? { rules: body } : body,
      );
      context.output().answer(answer, () => [`The rules of ${zone} are set.`]);
    });
  return rules;
}
