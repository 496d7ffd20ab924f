import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns } from '../output.ts';
import { leavingCommands } from './leave-university.ts';

interface University {
  readonly slug: string;
  readonly homeOrganization: string;
  readonly name: { readonly ru: string; readonly en: string };
}

const repeatable = (value: string, before: readonly string[]) => [...before, value];

export function universityCommands(context: CommandContext): Command {
  const universities = new Command('universities').alias('university').description('Member universities');
  universities
    .command('list')
    .description('Show all member universities')
    .action(async () => {
      const answer = await (await context.client()).call<{ universities: University[] }>(
        'registrar',
        'GET',
        '/api/v1/universities',
      );
      context.output().answer(answer, () =>
        columns(
          ['slug', 'domain', 'name'],
          answer.universities.map((one) => [one.slug, one.homeOrganization, one.name.en]),
        ),
      );
    });
  universities
    .command('set <slug>')
    .alias('add')
    .description('Bring a university into the consortium, or change its names')
    .requiredOption('--domain <domain>', 'its home organization: the domain after the @ of its logins')
    .requiredOption('--name-en <name>')
    .option('--name-ru <name>', 'the same as --name-en unless given')
    .option('--short-en <name>', 'abbreviation; the slug in capitals unless given')
    .option('--short-ru <name>')
    .option('--alias <word>', 'another word people look for it by (repeatable)', repeatable, [])
    .option('--time-zone <zone>', 'IANA name', 'Asia/Tomsk')
    .action(
      async (
        slug: string,
        options: {
          domain: string;
          nameEn: string;
          nameRu?: string;
          shortEn?: string;
          shortRu?: string;
          alias: string[];
          timeZone: string;
        },
      ) => {
        const short = options.shortEn ?? slug.toUpperCase();
        const answer = await (await context.client()).call(
          'registrar',
          'PUT',
          `/api/v1/universities/${encodeURIComponent(slug)}`,
          {
            home_organization: options.domain,
            scopes: [options.domain],
            name: { ru: options.nameRu ?? options.nameEn, en: options.nameEn },
            short_name: { ru: options.shortRu ?? short, en: short },
            aliases: options.alias,
            time_zone: options.timeZone,
          },
        );
        context.output().answer(answer ?? { slug }, () => [`University ${slug} is set.`]);
      },
    );
  for (const command of leavingCommands(context)) universities.addCommand(command);
  return universities;
}
