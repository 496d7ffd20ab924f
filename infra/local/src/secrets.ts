import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type DatabaseService, databaseServices } from '@onecampus/roles';
import { passphrase } from './passphrase.ts';

/** Programs that sign people in through the identity provider: our own staff pages and the sample LMSs. */
export const clientPrograms = ['registrar', 'card-issuer', 'access-checker', 'sample-lms-a', 'sample-lms-b'] as const;
export type ClientProgram = (typeof clientPrograms)[number];

/** Drawn at the first start and kept below .data/, readable by its owner alone. Nothing in the repository is a secret. */
export interface Secrets {
  postgresPassword: string;
  databasePasswords: Record<DatabaseService, string>;
  keyEncryptionKey: string;
  nationalNumberKey: string;
  dataKey: string;
  auditKey: string;
  /** Seed of the sample universities' witness keys: each would be at its own university. */
  auditWitnesses: string;
  eventsKey: string;
  cardHmacKey: string;
  /** What the sample university's own provider knows us by. */
  upstreamSecret: string;
  pinPepper: string;
  sessionSecrets: Record<ClientProgram, string>;
  operatorSecret: string;
  /** Client secrets of the programs that are clients of the identity provider. */
  clientSecrets: Record<ClientProgram, string>;
  clientsRegistered: boolean;
  /** The password of every sample person. */
  samplePassword: string;
  /** Set when the sample consortium has been brought in completely. */
  sampleDone: boolean;
  /** Numbers of the cards that sample people carry from the start, by the person's slug. */
  sampleCards: Record<string, string>;
  terminal?: { id: string; privateJwk: Record<string, unknown> };
}

export async function loadSecrets(file: string): Promise<Secrets> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Partial<Secrets>;
    const drawn = drawSecrets();
    const secrets = { ...drawn, ...kept };
    // A folder of an earlier version lacks what that version did not know.
    if (Object.keys(drawn).some((name) => !(name in kept))) await saveSecrets(file, secrets);
    return secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
  const secrets = drawSecrets();
  await saveSecrets(file, secrets);
  return secrets;
}

/** Written beside and renamed, so that a kill in the middle leaves the old file whole. */
export async function saveSecrets(file: string, secrets: Secrets): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
}

export function drawSecrets(): Secrets {
  const key = () => randomBytes(32).toString('base64url');
  return {
    postgresPassword: key(),
    databasePasswords: forEach(databaseServices, key),
    keyEncryptionKey: key(),
    nationalNumberKey: key(),
    dataKey: key(),
    auditKey: key(),
    auditWitnesses: key(),
    eventsKey: key(),
    cardHmacKey: key(),
    upstreamSecret: key(),
    pinPepper: key(),
    sessionSecrets: forEach(clientPrograms, key),
    operatorSecret: key(),
    clientSecrets: forEach(clientPrograms, key),
    clientsRegistered: false,
    samplePassword: passphrase(),
    sampleDone: false,
    sampleCards: {},
  };
}

function forEach<Name extends string>(names: readonly Name[], draw: () => string): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, draw()])) as Record<Name, string>;
}
