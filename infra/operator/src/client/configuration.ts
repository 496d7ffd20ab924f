import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { CommandFailure } from '../command-failure.ts';

/** Where the services are and as whom the operator calls them. */
const schema = z.strictObject({
  issuer: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Scopes the client was given, with spaces; all there are unless said (the operator's own client has them all). */
  scope: z.string().optional(),
  services: z.strictObject({
    'identity-provider': z.url(),
    registrar: z.url(),
    'card-issuer': z.url(),
    'access-checker': z.url(),
  }),
});

export type OperatorConfiguration = z.infer<typeof schema>;
export type ServiceName = keyof OperatorConfiguration['services'];

/**
 * Reads the file that `CAMPUS_OPERATOR_FILE` names, or the one that a local start writes below .data/. It holds the
 * operator's secret, so it belongs to the operator alone.
 */
export async function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<OperatorConfiguration> {
  const file =
    environment['CAMPUS_OPERATOR_FILE'] ?? path.resolve(import.meta.dirname, '../../../../.data/operator.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new CommandFailure(
      'unavailable',
      `${file} cannot be read. Start One Campus first (pnpm start), or name the operator's file in CAMPUS_OPERATOR_FILE.`,
    );
  }
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success)
    throw new CommandFailure('usage', `${file} is not an operator's file: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
