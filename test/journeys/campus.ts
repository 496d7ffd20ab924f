import { runCampus } from '@onecampus/operator';

/** How a command of the operator's ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as the one JSON document that `--output json` promises. */
  json<Answer = Record<string, unknown>>(): Answer;
}

/** Runs `campus …` against the system that the operator's file names, and keeps what it wrote. */
export async function campus(file: string, ...args: readonly string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const original = { out: process.stdout.write, err: process.stderr.write };
  const keep = (into: string[]) =>
    ((text: string | Uint8Array) => into.push(String(text)) > 0) as typeof process.stdout.write;
  process.stdout.write = keep(out);
  process.stderr.write = keep(err);
  let code: number;
  try {
    code = await runCampus(args, { CAMPUS_OPERATOR_FILE: file });
  } finally {
    process.stdout.write = original.out;
    process.stderr.write = original.err;
  }
  return {
    code,
    out: out.join(''),
    err: err.join(''),
    json: <Answer>() => JSON.parse(out.join('')) as Answer,
  };
}

/** The same, for what must succeed; the answer is the JSON document. */
export async function done<Answer = Record<string, unknown>>(
  file: string,
  ...args: readonly string[]
): Promise<Answer> {
  const ran = await campus(file, ...args, '--output', 'json');
  if (ran.code !== 0) throw new Error(`campus ${args.join(' ')} ended with ${ran.code}: ${ran.err}`);
  return ran.json<Answer>();
}
