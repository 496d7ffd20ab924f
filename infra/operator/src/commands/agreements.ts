import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns } from '../output.ts';

interface Agreement {
  readonly reference: string;
  readonly title: { readonly en: string };
  readonly parties: readonly string[];
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

const repeatable = (value: string, before: readonly string[]) => [...before, value];

export function agreementCommands(context: CommandContext): Command {
  const agreements = new Command('agreements').description('What universities promised each other on paper');
  const call = async <Answer>(method: string, path: string, body?: object) =>
    (await context.client()).call<Answer>('registrar', method, path, body);
  const show = (answer: Agreement) => context.output().answer(answer, () => linesOf([answer]));

  agreements
    .command('list')
    .description('Show all agreements')
    .action(async () => {
      const answer = await call<{ agreements: Agreement[] }>('GET', '/api/v1/agreements');
      context.output().answer(answer, () => linesOf(answer.agreements));
    });
  agreements
    .command('make <reference>')
    .description('Enter an agreement as its paper calls it')
    .requiredOption('--party <university>', 'slug or domain (repeatable)', repeatable, [])
    .requiredOption('--title-en <title>')
    .option('--title-ru <title>', 'the same as --title-en unless given')
    .option('--valid-from <day>', 'first day, or a moment; now unless given')
    .option('--valid-until <day>', 'last day, inclusive, or a moment; open unless given')
    .action(
      async (
        reference: string,
        options: { party: string[]; titleEn: string; titleRu?: string; validFrom?: string; validUntil?: string },
      ) =>
        show(
          await call<Agreement>('POST', '/api/v1/agreements', {
            reference,
            title: { ru: options.titleRu ?? options.titleEn, en: options.titleEn },
            parties: options.party,
            valid_from: options.validFrom,
            valid_until: options.validUntil,
          }),
        ),
    );
  agreements
    .command('end <reference>')
    .description('Set when an agreement ends; what rests on it ends with it')
    .option('--at <moment>', 'with its offset: 2026-08-31T23:59:59+07:00; now unless given')
    .action(async (reference: string, { at }: { at?: string }) =>
      show(await call<Agreement>('POST', '/api/v1/agreements/end', { reference, valid_until: at })),
    );
  return agreements;
}

function linesOf(list: readonly Agreement[]): string[] {
  return columns(
    ['agreement', 'title', 'between', 'from', 'until'],
    list.map((one) => [one.reference, one.title.en, one.parties.join(', '), one.validFrom, one.validUntil ?? 'open']),
  );
}
