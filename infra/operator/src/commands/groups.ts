import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { personId } from '../find-person.ts';
import { columns, pairs } from '../output.ts';

interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly kind: string;
  readonly members: number;
}
interface Member {
  readonly personId: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly validUntil: string | null;
}

const at = (university: string, path = '') => `/api/v1/universities/${encodeURIComponent(university)}/groups${path}`;

export function groupCommands(context: CommandContext): Command {
  const groups = new Command('groups').description('Groups of a university’s people');
  const command = (name: string, description: string) =>
    groups.command(name).description(description).requiredOption('--university <university>', 'slug or domain');
  const call = async <Answer>(method: string, path: string, body?: object) =>
    (await context.client()).call<Answer>('registrar', method, path, body);

  command('list', 'Show the groups of a university').action(async ({ university }: { university: string }) => {
    const answer = await call<{ groups: Group[] }>('GET', at(university, '?limit=1000'));
    context.output().answer(answer, () =>
      columns(
        ['group', 'name', 'kind', 'members'],
        answer.groups.map((one) => [one.id, one.displayName, one.kind, one.members]),
      ),
    );
  });
  command('show <group>', 'Show a group with its members').action(async (id: string, { university }) => {
    const answer = await call<Group & { list: Member[] }>('GET', at(university, `/${id}?limit=1000`));
    context.output().answer(answer, () => [
      ...pairs([
        ['group', answer.id],
        ['name', answer.displayName],
        ['members', answer.members],
      ]),
      ...columns(
        ['name', 'until', 'person'],
        answer.list.map((one) => [
          [one.familyName, one.givenName].filter((part) => part).join(' '),
          one.validUntil ?? 'open',
          one.personId,
        ]),
      ),
    ]);
  });
  command('create <name>', 'Create a group').action(async (name: string, { university }) => {
    const answer = await call<Group>('POST', at(university), { display_name: name });
    context.output().answer(answer, () => [answer.id]);
  });
  command('rename <group> <name>', 'Rename a group').action(async (id: string, name: string, { university }) => {
    const answer = await call<Group>('PATCH', at(university, `/${id}`), { display_name: name });
    context.output().answer(answer, () => [`Group ${answer.displayName}.`]);
  });
  command('delete <group>', 'Delete a group; nobody is in it from then on').action(
    async (id: string, { university }) => {
      await call('DELETE', at(university, `/${id}`));
      context.output().answer({ id }, () => ['Deleted.']);
    },
  );
  for (const verb of ['add', 'remove'] as const) {
    const change = command(
      `${verb} <group> <people...>`,
      verb === 'add' ? 'Make people members: ids, eppns or university:number' : 'Take people out of a group',
    );
    if (verb === 'add') {
      change
        .option('--valid-from <day>', 'first day, or a moment; now unless given')
        .option('--valid-until <day>', 'last day, inclusive, or a moment; open unless given');
    }
    change.action(async (id: string, people: string[], options) => {
      const client = await context.client();
      const ids = await Promise.all(people.map((one) => personId(client, one)));
      const answer = await call<{ added: string[]; removed: string[] }>(
        'POST',
        at(options.university, `/${id}/members`),
        {
          [verb]: ids,
          ...(options.validFrom === undefined ? {} : { valid_from: options.validFrom }),
          ...(options.validUntil === undefined ? {} : { valid_until: options.validUntil }),
        },
      );
      context.output().answer(answer, () => [`${answer.added.length} added, ${answer.removed.length} removed.`]);
    });
  }
  return groups;
}
