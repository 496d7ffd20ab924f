import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { personId } from '../find-person.ts';
import { columns } from '../output.ts';

interface Listed {
  readonly entitlements: readonly { readonly uri: string; readonly label: { readonly en: string } }[];
  readonly grants: readonly {
    readonly id: string;
    readonly uri: string;
    readonly personId: string | null;
    readonly groupId: string | null;
    readonly affiliation: string | null;
    readonly validFrom: string;
    readonly validUntil: string | null;
    readonly agreement: string | null;
  }[];
}
interface GrantOptions {
  readonly university: string;
  readonly person?: string;
  readonly group?: string;
  readonly affiliation?: string;
  readonly of?: string;
  readonly agreement?: string;
  readonly validFrom?: string;
  readonly validUntil?: string;
}

const at = (university: string, path = '') =>
  `/api/v1/universities/${encodeURIComponent(university)}/entitlements${path}`;

export function entitlementCommands(context: CommandContext): Command {
  const entitlements = new Command('entitlements').description('What people may use beyond what they are');
  const command = (name: string, description: string) =>
    entitlements.command(name).description(description).requiredOption('--university <university>', 'slug or domain');
  const call = async <Answer>(method: string, path: string, body?: object) =>
    (await context.client()).call<Answer>('registrar', method, path, body);

  command('list', 'Show what a university has defined and granted').action(async ({ university }) => {
    const answer = await call<Listed>('GET', at(university, '?limit=1000'));
    context.output().answer(answer, () => linesOf(answer));
  });
  command('define <uri>', 'Define an entitlement of a university, or rename it')
    .requiredOption('--label-en <label>')
    .option('--label-ru <label>', 'the same as --label-en unless given')
    .action(async (uri: string, { university, labelEn, labelRu }) => {
      const answer = await call('PUT', at(university), { uri, label: { ru: labelRu ?? labelEn, en: labelEn } });
      context.output().answer(answer, () => [`${uri} is defined.`]);
    });
  command('grant <uri>', 'Grant an entitlement')
    .option('--person <person>', 'to one person: id, eppn or university:number')
    .option('--group <group>', 'to a group')
    .option('--affiliation <affiliation>', 'to everybody of an affiliation; member counts')
    .option('--of <university>', 'whose affiliation, where it is another university’s')
    .option('--agreement <reference>', 'the agreement it rests on')
    .option('--valid-from <day>', 'first day, or a moment; now unless given')
    .option('--valid-until <day>', 'last day, inclusive, or a moment; open unless given')
    .action(async (uri: string, options: GrantOptions) => {
      const answer = await call<{ id: string }>('POST', at(options.university, '/grants'), {
        uri,
        holder: await holderOf(context, options),
        agreement: options.agreement,
        valid_from: options.validFrom,
        valid_until: options.validUntil,
      });
      context.output().answer(answer, () => [answer.id]);
    });
  command('withdraw <grant>', 'End a grant now').action(async (id: string, { university }) => {
    await call('DELETE', at(university, `/grants/${id}`));
    context.output().answer({ id }, () => ['Withdrawn.']);
  });
  return entitlements;
}

async function holderOf(context: CommandContext, { person, group, affiliation, of }: GrantOptions): Promise<object> {
  if ([person, group, affiliation].filter((one) => one !== undefined).length !== 1) {
    throw new CommandFailure('usage', 'Name exactly one of --person, --group and --affiliation.');
  }
  if (person !== undefined) return { person: await personId(await context.client(), person) };
  return group === undefined ? { affiliation, of } : { group };
}

function linesOf({ entitlements, grants }: Listed): string[] {
  return [
    ...columns(
      ['entitlement', 'label'],
      entitlements.map((one) => [one.uri, one.label.en]),
    ),
    '',
    ...columns(
      ['grant', 'entitlement', 'to', 'from', 'until', 'agreement'],
      grants.map((one) => [
        one.id,
        one.uri,
        one.personId ?? one.groupId ?? one.affiliation,
        one.validFrom,
        one.validUntil ?? 'open',
        one.agreement,
      ]),
    ),
  ];
}
