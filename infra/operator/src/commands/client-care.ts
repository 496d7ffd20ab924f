import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns, pairs } from '../output.ts';

interface ShownClient {
  readonly client_id: string;
  readonly client_name: string;
  readonly state: string;
  readonly version: string;
  readonly [field: string]: unknown;
}

interface Connected {
  readonly client_id: string;
  readonly client_secret: string;
  readonly settings: readonly { place: string; settings: readonly { field: string; value: string }[] }[];
}

interface Change {
  readonly version: string;
  readonly at: string;
  readonly by: string;
  readonly changed: Readonly<Record<string, readonly [unknown, unknown]>>;
}

interface Flow {
  readonly steps: readonly {
    readonly at: string;
    readonly step: string;
    readonly outcome: string;
    readonly finding: { readonly code: string; readonly observed?: string; readonly registered?: string } | null;
  }[];
}

const repeatable = (value: string, before: readonly string[] = []) => [...before, value];

/** `campus clients …` for applications that are there already, and for products that we know. */
export function addClientCare(clients: Command, context: CommandContext): void {
  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> =>
    (await context.client()).call<Answer>('identity-provider', method, `/api/v1/clients${path}`, body);
  const present = (id: string) => call<ShownClient>('GET', `/${encodeURIComponent(id)}`);
  /** What is changed is what was seen a moment ago; whoever was faster is not overwritten. */
  const change = async <Answer = ShownClient>(
    id: string,
    method: string,
    path: string,
    body: object,
  ): Promise<Answer> => {
    const { version } = await present(id);
    return call<Answer>(method, `/${encodeURIComponent(id)}${path}`, { version, ...body });
  };

  clients
    .command('connect <university> <product> <address>')
    .description('Register a known product at its address for a university, as a draft; prints what to fill in there')
    .requiredOption('--name <name>', 'what people see')
    .option('--name-ru <name>', 'what people see in Russian')
    .option('--staff-address <address>', 'Koha: where librarians work')
    .option('--ask-consent', 'ask each person before the first release of data')
    .action(async (university: string, preset: string, address: string, options: Record<string, string | boolean>) => {
      const made = await call<Connected>('POST', '/presets', {
        university,
        preset,
        address,
        client_name: options['name'],
        ...(options['nameRu'] ? { 'client_name#ru': options['nameRu'] } : {}),
        ...(options['staffAddress'] ? { staff_address: options['staffAddress'] } : {}),
        ask_consent: options['askConsent'] === true,
      });
      context.output().answer(made, () => [
        ...pairs([
          ['client id', made.client_id],
          ['client secret', made.client_secret],
        ]),
        ...made.settings.flatMap(({ place, settings }) => [
          '',
          place,
          ...pairs(settings.map(({ field, value }) => [`  ${field}`, value])),
        ]),
        '',
        'The secret is shown this once; we keep only its hash. Until a test has passed, only administrators get in.',
      ]);
    });

  clients
    .command('show <id>')
    .description('Show a client with its version and state')
    .action(async (id: string) => {
      const client = await present(id);
      context.output().answer(client, () => pairs(Object.entries(client)));
    });

  clients
    .command('change <id>')
    .description('Change a client; what is not named stays')
    .option('--name <name>', 'what people see')
    .option('--name-ru <name>', 'what people see in Russian')
    .option('--redirect-uri <uri>', 'where sign-ins return to, instead of those before (repeatable)', repeatable)
    .option(
      '--post-logout-redirect-uri <uri>',
      'where sign-outs return to, instead of those before (repeatable)',
      repeatable,
    )
    .option('--scope <scopes>', 'scopes it may ask for, separated by spaces')
    .action(async (id: string, options: Record<string, string | string[]>) => {
      const client = await change(id, 'PATCH', '', {
        ...(options['name'] ? { client_name: options['name'] } : {}),
        ...(options['nameRu'] ? { 'client_name#ru': options['nameRu'] } : {}),
        ...(options['redirectUri'] ? { redirect_uris: options['redirectUri'] } : {}),
        ...(options['postLogoutRedirectUri'] ? { post_logout_redirect_uris: options['postLogoutRedirectUri'] } : {}),
        ...(options['scope'] ? { scope: options['scope'] } : {}),
      });
      context.output().answer(client, () => [`${id} is changed; it is version ${client.version} now.`]);
    });

  const states = [
    ['open', 'live', 'Open a draft to everybody, or resume a suspended client'],
    ['suspend', 'suspended', 'Let nobody in, and honour no token of the client, until it is opened again'],
    ['withdraw', 'withdrawn', 'Let nobody in ever again; the client id is never given to another'],
  ] as const;
  for (const [name, state, description] of states) {
    const command = clients.command(`${name} <id>`).description(description);
    if (name === 'open') command.option('--untested', 'though no sign-in has gone through yet');
    command.action(async (id: string, options: { untested?: boolean }) => {
      const client = await change(id, 'PUT', '/state', { state, ...(options.untested ? { untested: true } : {}) });
      context.output().answer(client, () => [`${id} is ${client.state}.`]);
    });
  }

  clients
    .command('new-secret <id>')
    .description('Give a client a new secret (printed this once); the present one works a while longer')
    .option('--keep-hours <hours>', 'how long the present secret goes on working; 0 ends it at once', '24')
    .action(async (id: string, options: { keepHours: string }) => {
      const answer = await change<{ client_secret: string }>(id, 'POST', '/secret', {
        keep_hours: Number(options.keepHours),
      });
      context
        .output()
        .answer(answer, () => [
          ...pairs([['client secret', answer.client_secret]]),
          `The secret before works for ${options.keepHours} hours more. The new one is shown this once.`,
        ]);
    });

  clients
    .command('end-older-secret <id>')
    .description('End the older of two secrets before its time')
    .action(async (id: string) => {
      const { version } = await present(id);
      await call('DELETE', `/${encodeURIComponent(id)}/older-secret?version=${version}`);
      context.output().answer({ client_id: id }, () => [`Only the newer secret of ${id} works now.`]);
    });

  clients
    .command('history <id>')
    .description('Show who changed what of a client')
    .action(async (id: string) => {
      const answer = await call<{ changes: Change[] }>('GET', `/${encodeURIComponent(id)}/history`);
      context.output().answer(answer, () =>
        columns(
          ['version', 'at', 'by', 'changed'],
          answer.changes.map(({ version, at, by, changed }) => [version, at, by, Object.keys(changed).join(', ')]),
        ),
      );
    });

  clients
    .command('doctor <id>')
    .description('Show the last sign-ins of a client, and which setting is wrong where one failed')
    .action(async (id: string) => {
      const answer = await call<{ flows: Flow[] }>('GET', `/${encodeURIComponent(id)}/trace`);
      context.output().answer(answer, () =>
        columns(
          ['at', 'step', 'outcome', 'finding', 'was sent', 'is registered'],
          answer.flows.flatMap(({ steps }) =>
            steps.map(({ at, step, outcome, finding }) => [
              at,
              step,
              outcome,
              finding?.code,
              finding?.observed,
              finding?.registered,
            ]),
          ),
        ),
      );
    });
}
