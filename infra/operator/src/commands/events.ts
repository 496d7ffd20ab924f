import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { columns } from '../output.ts';

interface Stream {
  readonly id: string;
  readonly label: string;
  readonly universityId: string | null;
  readonly audience: string;
  readonly delivery: string;
  readonly state: string;
  readonly pending: number;
  readonly oldest: string | null;
}
interface Delivery {
  readonly happenedAt: string;
  readonly events: readonly string[];
  readonly subjectUri: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

const path = '/api/v1/event-streams';

export function eventCommands(context: CommandContext): Command {
  const events = new Command('events').description('Events: services that are told what changes about people');
  events
    .command('list')
    .description('Show the streams and what waits in each')
    .action(async () => {
      const answer = await (await context.client()).call<{ streams: Stream[] }>('registrar', 'GET', path);
      context.output().answer(answer, () =>
        columns(
          ['stream', 'label', 'delivery', 'state', 'waiting', 'oldest'],
          answer.streams.map((one) => [one.id, one.label, one.delivery, one.state, one.pending, one.oldest ?? '']),
        ),
      );
    });
  events
    .command('subscribe <label>')
    .description('Subscribe a service; without --push it fetches, with the token that is shown here once')
    .requiredOption('--audience <audience>', '"aud" of the tokens, e.g. https://library.example')
    .option('--university <university>', 'slug; without it the stream tells of everybody')
    .option('--push <url>', 'where tokens are posted')
    .option('--authorization <header>', 'the Authorization header to send along')
    .action(
      async (
        label: string,
        options: { audience: string; university?: string; push?: string; authorization?: string },
      ) => {
        const { audience, university, push: endpoint, authorization } = options;
        const answer = await (await context.client()).call<{ id: string; token?: string }>('registrar', 'POST', path, {
          label,
          audience,
          ...(university === undefined ? {} : { university }),
          ...(endpoint === undefined
            ? {}
            : { push: { endpoint, ...(authorization === undefined ? {} : { authorization }) } }),
        });
        context
          .output()
          .answer(answer, () => [
            `Stream ${answer.id}`,
            ...(answer.token === undefined ? [] : [`Token (shown once): ${answer.token}`]),
          ]);
      },
    );
  events
    .command('log <stream>')
    .description('Show the latest tokens and how their receiver answered')
    .action(async (id: string) => {
      const answer = await (await context.client()).call<{ deliveries: Delivery[] }>(
        'registrar',
        'GET',
        `${path}/${encodeURIComponent(id)}/log`,
      );
      context.output().answer(answer, () =>
        columns(
          ['happened', 'subject', 'events', 'state', 'tries', 'answer'],
          answer.deliveries.map((one) => [
            one.happenedAt,
            one.subjectUri,
            one.events.join(' '),
            one.state,
            one.attempts,
            one.lastError ?? one.lastStatus ?? '',
          ]),
        ),
      );
    });
  events
    .command('replay <stream>')
    .description('Send again what happened since a moment; receivers know the tokens by their jti')
    .requiredOption('--since <time>', 'e.g. 2026-09-01T00:00:00+07:00')
    .action(async (id: string, options: { since: string }) => {
      const since = new Date(options.since);
      if (Number.isNaN(since.getTime()))
        throw new CommandFailure('usage', '--since takes a time, e.g. 2026-09-01T00:00Z.');
      const answer = await (await context.client()).call<{ tokens: number }>(
        'registrar',
        'POST',
        `${path}/${encodeURIComponent(id)}/replay`,
        { since: since.toISOString() },
      );
      context.output().answer(answer, () => [`${answer.tokens} tokens are sent again.`]);
    });
  for (const [name, paused, description] of [
    ['pause', true, 'Stop sending; what happens meanwhile waits'],
    ['resume', false, 'Go on with what has waited'],
  ] as const) {
    events
      .command(`${name} <stream>`)
      .description(description)
      .action(async (id: string) => {
        await (await context.client()).call('registrar', 'PATCH', `${path}/${encodeURIComponent(id)}`, { paused });
        context.output().answer({ id, paused }, () => [`Stream ${id} is ${paused ? 'paused' : 'running'}.`]);
      });
  }
  events
    .command('end <stream>')
    .description('End a subscription')
    .action(async (id: string) => {
      await (await context.client()).call('registrar', 'DELETE', `${path}/${encodeURIComponent(id)}`);
      context.output().answer({ id }, () => [`Stream ${id} has ended.`]);
    });
  return events;
}
