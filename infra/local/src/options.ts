import { parseArgs } from 'node:util';

export const startableNames = [
  'identity-provider',
  'registrar',
  'card-issuer',
  'access-checker',
  'gate-terminal',
  'sample-lms-a',
  'sample-lms-b',
  'sample-upstream',
] as const;
export type StartableName = (typeof startableNames)[number];

export interface StartOptions {
  readonly people: number;
  readonly services: readonly StartableName[];
  readonly dataFolder: string | undefined;
}

export const usage = `Usage: pnpm start [--people 2000] [--services identity-provider,card-issuer] [--data <folder>]

  --people    how many invented people an empty directory is filled with (13 to 1000000)
  --services  start only these: ${startableNames.join(', ')}
  --data      where to keep everything instead of .data/`;

/** Reads the command line; throws an Error whose message is for the person who typed it. */
export function readOptions(args: readonly string[]): StartOptions | 'help' {
  const { values } = parseArgs({
    args: args.filter((one) => one !== '--'),
    strict: true,
    options: {
      people: { type: 'string' },
      services: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const people = Number(values.people ?? 2_000);
  if (!Number.isInteger(people) || people < 13 || people > 1_000_000)
    throw new Error('--people takes a whole number from 13 to 1000000.');
  const services = values.services
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '') ?? [...startableNames];
  const unknown = services.filter((name) => !startableNames.includes(name as StartableName));
  if (unknown.length > 0 || services.length === 0)
    throw new Error(`--services knows ${startableNames.join(', ')}; not: ${unknown.join(', ')}.`);
  return { people, services: services as StartableName[], dataFolder: values.data };
}
