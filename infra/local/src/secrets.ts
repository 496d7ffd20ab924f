import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type DatabaseService, databaseServices } from '@onecampus/roles';
import { passphrase } from './passphrase.ts';

/** Drawn at the first start and kept below .data/, readable by its owner alone. Nothing in the repository is a secret. */
export interface Secrets {
  postgresPassword: string;
  databasePasswords: Record<DatabaseService, string>;
  keyEncryptionKey: string;
  nationalNumberKey: string;
  cardNumberKey: string;
  sessionSecrets: Record<string, string>;
  operatorSecret: string;
  /** Clients of the identity provider, by the name of the program that uses them; filled when they are registered. */
  clients: Record<string, { id: string; secret: string }>;
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
    return JSON.parse(await readFile(file, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new Error(`${file} cannot be read: ${(error as Error).message}`);
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

function drawSecrets(): Secrets {
  const key = () => randomBytes(32).toString('base64url');
  return {
    postgresPassword: key(),
    databasePasswords: Object.fromEntries(databaseServices.map((service) => [service, key()])) as Secrets['databasePasswords'],
    keyEncryptionKey: key(),
    nationalNumberKey: key(),
    cardNumberKey: key(),
    sessionSecrets: {},
    operatorSecret: key(),
    clients: {},
    samplePassword: passphrase(),
    sampleDone: false,
    sampleCards: {},
  };
}
