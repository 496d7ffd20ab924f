import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns } from '../output.ts';

interface Page {
  readonly people: readonly {
    readonly personId: string;
    readonly familyName: string;
    readonly givenName: string | null;
    readonly patronymic: string | null;
    readonly birthDate: string | null;
    readonly records: readonly { readonly source: string; readonly sourceKey: string; readonly missing: boolean }[];
    readonly affiliations: readonly { readonly affiliation: string; readonly scope: string }[];
  }[];
  readonly near: boolean;
  readonly next?: string;
}

export function searchPeopleCommand(context: CommandContext): Command {
  return new Command('search')
    .description('Find people of a university by name in either alphabet, number, login or e-mail')
    .argument('<text...>', 'as typed: words in any order, each may be cut short')
    .requiredOption('--university <university>', 'slug or domain')
    .option('--limit <people>', 'at most so many', '25')
    .option('--cursor <cursor>', 'the page after')
    .action(async (words: string[], options: { university: string; limit: string; cursor?: string }) => {
      const query = new URLSearchParams({ q: words.join(' '), limit: options.limit });
      if (options.cursor !== undefined) query.set('cursor', options.cursor);
      const path = `/api/v1/universities/${encodeURIComponent(options.university)}/people?${query}`;
      const page = await (await context.client()).call<Page>('registrar', 'GET', path);
      const output = context.output();
      output.answer(page, () => linesOfPage(page));
      if (page.near) output.note('Nobody is written like that; these are one slip away.');
      if (page.next) output.note(`There are more: --cursor ${page.next}`);
    });
}

function linesOfPage({ people }: Page): string[] {
  if (people.length === 0) return ['Nobody.'];
  return columns(
    ['name', 'born', 'number', 'in effect now', 'person'],
    people.map((one) => [
      [one.familyName, one.givenName, one.patronymic].filter((part) => part).join(' '),
      one.birthDate,
      one.records[0]?.sourceKey,
      one.affiliations.map(({ affiliation, scope }) => `${affiliation}@${scope}`).join(' '),
      one.personId,
    ]),
  );
}
