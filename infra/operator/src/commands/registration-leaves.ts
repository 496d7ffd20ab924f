import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { columns, pairs } from '../output.ts';

interface Leave {
  readonly id: string;
  readonly label: string;
  readonly university_id: string | null;
  readonly redirect_hosts: readonly string[];
  readonly uses_left: number;
  readonly expires_at: string;
  readonly revoked_at: string | null;
  readonly last_used_at: string | null;
}

interface GiveOptions {
  readonly university?: string;
  readonly host: string[];
  readonly scope: string;
  readonly firstParty?: boolean;
  readonly live?: boolean;
  readonly uses: string;
  readonly days: string;
}

const place = '/api/v1/registration-leaves';
const day_seconds = 86_400;
const repeatable = (value: string, before: readonly string[] = []) => [...before, value];

/** `campus clients leaves`: leave for applications to register themselves (RFC 7591). */
export function registrationLeaveCommands(context: CommandContext): Command {
  const leaves = new Command('leaves').description('Leave for applications to register themselves (RFC 7591)');
  leaves
    .command('give <label>')
    .description('Give leave; prints the initial access token, this once')
    .requiredOption(
      '--host <host>',
      'where its applications may be: lms.tpu.ru, or *.lab.tpu.ru (repeatable)',
      repeatable,
      [],
    )
    .option('--university <slug>', 'whose applications they become')
    .option('--scope <scopes>', 'the most that they may ask for', 'openid profile email')
    .option('--live', 'let everybody in at once, without a test by an administrator')
    .option('--first-party', 'the university’s own: people are not asked for what rests on its contract')
    .option('--uses <count>', 'how many applications', '1')
    .option('--days <days>', 'for how long', '7')
    .action(async (label: string, options: GiveOptions) => {
      const client = await context.client();
      const given = await client.call<{ id: string; initial_access_token: string; registration_endpoint: string }>(
        'identity-provider',
        'POST',
        place,
        {
          label,
          redirect_hosts: options.host,
          scope: options.scope,
          ...(options.university === undefined ? {} : { university: options.university }),
          first_party: options.firstParty === true,
          registered_state: options.live ? 'live' : 'draft',
          uses: Number(options.uses),
          expires_in: Number(options.days) * day_seconds,
        },
      );
      context.output().answer(given, () => [
        ...pairs([
          ['id', given.id],
          ['initial access token', given.initial_access_token],
          ['register at', given.registration_endpoint],
        ]),
        '',
        'The token is shown this once; we keep only its hash.',
      ]);
    });
  leaves
    .command('list')
    .description('Show what was given, how much of it is left and when it was last used')
    .action(async () => {
      const answer = await (await context.client()).call<{ leaves: Leave[] }>('identity-provider', 'GET', place);
      context.output().answer(answer, () =>
        columns(
          ['id', 'for', 'hosts', 'left', 'good until', 'last use', ''],
          answer.leaves.map((one) => [
            one.id,
            one.label,
            one.redirect_hosts.join(', '),
            one.uses_left,
            one.expires_at,
            one.last_used_at ?? 'none',
            one.revoked_at === null ? '' : 'revoked',
          ]),
        ),
      );
    });
  leaves
    .command('revoke <id>')
    .description('Take a leave back; what registered with it stays')
    .action(async (id: string) => {
      await (await context.client()).call('identity-provider', 'DELETE', `${place}/${encodeURIComponent(id)}`);
      context.output().answer({ revoked: id }, () => [`${id} is revoked.`]);
    });
  return leaves;
}
