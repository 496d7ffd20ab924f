import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { audienceOf, generateSigningKey, signTerminalAssertion } from '@onecampus/tokens';
import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { columns, pairs } from '../output.ts';

interface Terminal {
  readonly id: string;
  readonly zone: string;
  readonly name: string;
  readonly state: string;
}

const token_life_seconds = 3_600;

/** `campus terminals`: the gates. A terminal is known by its own key; we keep only the public half. */
export function terminalCommands(context: CommandContext): Command {
  const terminals = new Command('terminals').description('Gate terminals');
  terminals
    .command('enrol')
    .description('Enrol a terminal at a zone; prints its id, its private key (this once) and a token good for an hour')
    .requiredOption('--zone <zone>', 'the zone whose gate it is')
    .requiredOption('--name <name>', 'what installers call it')
    .option(
      '--public-key <file>',
      'the public JWK of a key that the terminal made itself; no private key is printed then',
    )
    .option('--key-out <file>', 'write the private key there instead of printing it')
    .action(async (options: { zone: string; name: string; publicKey?: string; keyOut?: string }) => {
      const client = await context.client();
      const key = options.publicKey ? undefined : await generateSigningKey('ES256', randomUUID());
      const publicJwk = key ? key.publicJwk : (JSON.parse(await readFile(options.publicKey!, 'utf8')) as unknown);
      const terminal = await client.call<Terminal>('access-checker', 'POST', '/api/v1/terminals', {
        zone: options.zone,
        name: options.name,
        public_jwk: publicJwk,
      });
      const checker = client.configuration.services['access-checker'];
      const token = key && (await token_(terminal.id, checker, key.privateJwk));
      if (key && options.keyOut) await writeFile(options.keyOut, JSON.stringify(key.privateJwk), { mode: 0o600 });
      const answer = {
        ...terminal,
        evaluation_endpoint: `${checker}/access/v1/evaluation`,
        ...(key && !options.keyOut ? { private_jwk: key.privateJwk } : {}),
        ...(options.keyOut ? { key_file: options.keyOut } : {}),
        ...(token ? { token, token_expires_in: token_life_seconds } : {}),
      };
      context.output().answer(answer, () => [
        ...pairs([
          ['terminal', terminal.id],
          ['zone', options.zone],
          ['asks at', answer.evaluation_endpoint],
          ['key file', options.keyOut],
        ]),
        ...(key && !options.keyOut ? ['', `private key  ${JSON.stringify(key.privateJwk)}`] : []),
        ...(token ? ['', `token for an hour  ${token}`] : []),
      ]);
    });
  terminals
    .command('token <terminal>')
    .description('Sign a fresh token with a terminal’s private key')
    .requiredOption('--key <file>', 'its private JWK')
    .action(async (terminal: string, options: { key: string }) => {
      const checker = (await context.client()).configuration.services['access-checker'];
      const token = await token_(terminal, checker, JSON.parse(await readFile(options.key, 'utf8')));
      context.output().answer({ token, token_expires_in: token_life_seconds }, () => [token]);
    });
  terminals
    .command('list')
    .description('Show all terminals')
    .action(async () => {
      const answer = await (await context.client()).call<{ terminals: Terminal[] }>(
        'access-checker',
        'GET',
        '/api/v1/terminals',
      );
      context.output().answer(answer, () =>
        columns(
          ['terminal', 'zone', 'name', 'state'],
          answer.terminals.map((one) => [one.id, one.zone, one.name, one.state]),
        ),
      );
    });
  terminals
    .command('revoke <terminal>')
    .description('Withdraw a terminal: nothing it asks is answered any more')
    .action(async (terminal: string) => {
      await (await context.client()).call(
        'access-checker',
        'DELETE',
        `/api/v1/terminals/${encodeURIComponent(terminal)}`,
      );
      context.output().answer({ id: terminal, state: 'revoked' }, () => [`Terminal ${terminal} is withdrawn.`]);
    });
  return terminals;
}

async function token_(
  terminalId: string,
  checker: string,
  privateJwk: Parameters<typeof signTerminalAssertion>[0]['privateJwk'],
): Promise<string> {
  try {
    return await signTerminalAssertion({
      terminalId,
      audience: audienceOf(checker),
      privateJwk,
      jti: randomUUID(),
      now: new Date(),
      lifetimeSeconds: token_life_seconds,
    });
  } catch (error) {
    throw new CommandFailure('usage', `The key cannot sign: ${(error as Error).message}`);
  }
}
