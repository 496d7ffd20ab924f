import { Command } from 'commander';
import type { OperatorClient } from '../client/operator-client.ts';
import type { CommandContext } from '../command-context.ts';
import { personId } from '../find-person.ts';
import { pairs } from '../output.ts';

interface Card {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly personId: string;
  readonly version: number;
}

export function cardCommands(context: CommandContext): Command {
  const cards = new Command('cards').description('Library cards');
  const act = async (work: (client: OperatorClient) => Promise<Card>) => {
    const card = await work(await context.client());
    context.output().answer(card, () =>
      pairs([
        ['number', card.number],
        ['state', card.state],
        ['card', card.id],
        ['person', card.personId],
      ]),
    );
  };
  cards
    .command('issue <person>')
    .description('Issue a card to a person (eppn, student number or id); draws a number unless one is given')
    .option('--number <number>', 'the number of a pre-printed card')
    .action((person: string, options: { number?: string }) =>
      act(async (client) =>
        client.call('card-issuer', 'POST', '/api/v1/cards', { personId: await personId(client, person), ...options }),
      ),
    );
  cards
    .command('show <number>')
    .description('Show a card')
    .action((number: string) => act((client) => client.call('card-issuer', 'GET', path(number, ''))));
  cards
    .command('suspend <number>')
    .description('Suspend a card: it opens nothing anywhere until it is reactivated')
    .option('--reason <text>', 'why', 'reported lost')
    .action((number: string, options: { reason: string }) =>
      act((client) => client.call('card-issuer', 'POST', path(number, '/suspend'), options)),
    );
  cards
    .command('reactivate <number>')
    .description('Make a suspended or found card live again')
    .option('--reason <text>', 'why', 'found again')
    .action((number: string, options: { reason: string }) =>
      act((client) => client.call('card-issuer', 'POST', path(number, '/reactivate'), options)),
    );
  cards
    .command('report <number>')
    .description('Record that a card was lost, stolen or damaged')
    .requiredOption('--as <what>', 'lost, stolen or damaged')
    .action((number: string, options: { as: string }) =>
      act((client) => client.call('card-issuer', 'POST', path(number, '/report'), options)),
    );
  cards
    .command('replace <number>')
    .description('Replace a card; the old number never lives again')
    .option('--number <number>', 'the number of a pre-printed card')
    .action((old: string, options: { number?: string }) =>
      act((client) => client.call('card-issuer', 'POST', path(old, '/replace'), options)),
    );
  return cards;
}

function path(number: string, rest: string): string {
  return `/api/v1/cards/${encodeURIComponent(number.replaceAll(/\s/g, ''))}${rest}`;
}
