import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns, pairs } from '../output.ts';

interface Token {
  readonly id: string;
  readonly name: string;
  readonly token?: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

const base = (university: string) => `/api/v1/universities/${encodeURIComponent(university)}`;

/** `campus scim`: how a university's own system is let in. */
export function scimCommands(context: CommandContext): Command {
  const scim = new Command('scim').description('Tokens and clients with which universities’ systems speak SCIM');
  const tokens = scim.command('tokens').description('Bearer tokens, two alive at most per university');
  tokens
    .command('add <university>')
    .description('Issue a token; it is printed this once')
    .requiredOption('--name <name>', 'which system holds it')
    .option('--days <days>', 'how long it lives', '365')
    .action(async (university: string, options: { name: string; days: string }) => {
      const client = await context.client();
      const body = { name: options.name, lifetime_days: Number(options.days) };
      const token = await client.call<Token>('registrar', 'POST', `${base(university)}/scim-tokens`, body);
      context.output().answer(token, () => [
        ...pairs([
          ['base URL', `${client.configuration.services.registrar}/scim/v2/${university}`],
          ['token', token.token ?? ''],
          ['expires', token.expiresAt],
        ]),
        '',
        'The token is shown this once; we keep only its hash.',
      ]);
    });
  tokens
    .command('list <university>')
    .description('Show tokens with their last use')
    .action(async (university: string) => {
      const client = await context.client();
      const answer = await client.call<{ tokens: Token[] }>('registrar', 'GET', `${base(university)}/scim-tokens`);
      context.output().answer(answer, () =>
        columns(
          ['id', 'name', 'expires', 'last use', 'withdrawn'],
          answer.tokens.map((one) => [one.id, one.name, one.expiresAt, one.lastUsedAt ?? 'never', one.revokedAt ?? '']),
        ),
      );
    });
  tokens
    .command('revoke <university> <id>')
    .description('Withdraw a token at once')
    .action(async (university: string, id: string) => {
      const client = await context.client();
      await client.call('registrar', 'DELETE', `${base(university)}/scim-tokens/${id}`);
      context.output().answer({ id }, () => [`${id} opens nothing any more.`]);
    });
  scim.addCommand(clientCommands(context));
  return scim;
}

function clientCommands(context: CommandContext): Command {
  const clients = new Command('clients').description(
    'Clients of the identity provider (scope scim) that speak for a university',
  );
  clients
    .command('bind <university> <client-id>')
    .description('Let a client speak for a university')
    .action(async (university: string, clientId: string) => {
      const client = await context.client();
      const answer = await client.call('registrar', 'POST', `${base(university)}/scim-clients`, {
        client_id: clientId,
      });
      context.output().answer(answer, () => [`${clientId} speaks for ${university}.`]);
    });
  clients
    .command('list <university>')
    .description('Show the clients of a university')
    .action(async (university: string) => {
      const client = await context.client();
      const answer = await client.call<{ clients: { clientId: string; boundAt: string }[] }>(
        'registrar',
        'GET',
        `${base(university)}/scim-clients`,
      );
      context.output().answer(answer, () =>
        columns(
          ['client id', 'bound'],
          answer.clients.map((one) => [one.clientId, one.boundAt]),
        ),
      );
    });
  clients
    .command('unbind <university> <client-id>')
    .description('End that')
    .action(async (university: string, clientId: string) => {
      const client = await context.client();
      await client.call('registrar', 'DELETE', `${base(university)}/scim-clients/${encodeURIComponent(clientId)}`);
      context.output().answer({ clientId }, () => [`${clientId} no longer speaks for ${university}.`]);
    });
  return clients;
}
