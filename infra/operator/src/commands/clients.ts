import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns, pairs } from '../output.ts';
import { addClientCare } from './client-care.ts';
import { registrationLeaveCommands } from './registration-leaves.ts';

interface Client {
  readonly client_id: string;
  readonly client_secret?: string;
  readonly client_name: string;
  readonly [field: string]: unknown;
}

const repeatable = (value: string, before: readonly string[] = []) => [...before, value];

interface AddOptions {
  id?: string;
  name: string;
  nameRu?: string;
  redirectUri: string[];
  postLogoutRedirectUri: string[];
  backchannelLogoutUri?: string;
  grantType: string[];
  scope?: string;
  public?: boolean;
  askConsent?: boolean;
  publicSubjects?: string;
}

/** `campus clients`: services and programs that sign people in or call our APIs. */
export function clientCommands(context: CommandContext): Command {
  const clients = new Command('clients').description('Services that sign people in, and programs that call our APIs');
  clients
    .command('add')
    .description('Register a client; prints its id, its secret (this once) and the endpoints it needs')
    .requiredOption('--name <name>', 'what people see')
    .option('--name-ru <name>', 'what people see in Russian')
    .option('--id <id>', 'a client id of your choice')
    .option('--redirect-uri <uri>', 'where sign-ins return to (repeatable)', repeatable, [])
    .option('--post-logout-redirect-uri <uri>', 'where sign-outs return to (repeatable)', repeatable, [])
    .option('--backchannel-logout-uri <uri>', 'where we tell the service that a session has ended')
    .option('--grant-type <type>', 'authorization_code, refresh_token, client_credentials (repeatable)', repeatable, [])
    .option('--scope <scopes>', 'scopes it may ask for, separated by spaces')
    .option('--public', 'a program that cannot keep a secret: no secret, PKCE only')
    .option('--ask-consent', 'ask each person before the first release of data')
    .option('--public-subjects <reason>', 'let it know people by the subject that others know too, and say why')
    .action(async (options: AddOptions) => {
      const operator = await context.client();
      const client = await operator.call<Client>('identity-provider', 'POST', '/api/v1/clients', registration(options));
      const discovery = await endpoints(operator.configuration.issuer);
      context.output().answer({ ...client, endpoints: discovery }, () => [
        ...pairs([
          ['client id', client.client_id],
          ['client secret', client.client_secret ?? '(none: public client)'],
        ]),
        '',
        ...pairs(Object.entries(discovery)),
        ...(client.client_secret ? ['', 'The secret is shown this once; we keep only its hash.'] : []),
      ]);
    });
  clients
    .command('list')
    .description('Show all clients')
    .action(async () => {
      const answer = await (await context.client()).call<{ clients: Client[] }>(
        'identity-provider',
        'GET',
        '/api/v1/clients',
      );
      context.output().answer(answer, () =>
        columns(
          ['client id', 'name', 'state'],
          answer.clients.map((one) => [one.client_id, one.client_name, one['state']]),
        ),
      );
    });
  addClientCare(clients, context);
  clients.addCommand(registrationLeaveCommands(context));
  return clients;
}

/** The registration in the words of RFC 7591 §2. */
function registration(options: AddOptions): Record<string, unknown> {
  const grantTypes =
    options.grantType.length > 0
      ? options.grantType
      : options.redirectUri.length > 0
        ? ['authorization_code']
        : ['client_credentials'];
  return {
    client_name: options.name,
    ...(options.nameRu ? { 'client_name#ru': options.nameRu } : {}),
    ...(options.id ? { client_id: options.id } : {}),
    redirect_uris: options.redirectUri,
    post_logout_redirect_uris: options.postLogoutRedirectUri,
    ...(options.backchannelLogoutUri ? { backchannel_logout_uri: options.backchannelLogoutUri } : {}),
    grant_types: grantTypes,
    token_endpoint_auth_method: options.public ? 'none' : 'client_secret_basic',
    ...(options.scope ? { scope: options.scope } : {}),
    first_party: !options.askConsent,
    ...(options.publicSubjects ? { subject_type: 'public', subject_type_reason: options.publicSubjects } : {}),
  };
}

async function endpoints(issuer: string): Promise<Record<string, string>> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
  const metadata = (await answer.json()) as Record<string, unknown>;
  const wanted = [
    'issuer',
    'authorization_endpoint',
    'token_endpoint',
    'userinfo_endpoint',
    'jwks_uri',
    'end_session_endpoint',
  ];
  return {
    discovery: `${issuer}/.well-known/openid-configuration`,
    ...Object.fromEntries(
      wanted.filter((name) => typeof metadata[name] === 'string').map((name) => [name, metadata[name] as string]),
    ),
  };
}
