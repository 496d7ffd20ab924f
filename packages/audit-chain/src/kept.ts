import { DomainError } from '@onecampus/errors';
import { checkpointHolds, type SignedCheckpoint } from './checkpoint.ts';
import type { TrustedKey } from './key-book.ts';
import { isPublicKey, publicKey } from './keys.ts';

const format = 'onecampus.audit.kept.v1';

/** What a reader keeps on a disk of his own: keys he has taken for true, and checkpoints he has seen. */
export interface Kept {
  readonly keys: readonly TrustedKey[];
  readonly checkpoints: readonly SignedCheckpoint[];
}

export function writeKept({ keys, checkpoints }: Kept): string {
  return `${JSON.stringify({ format, keys, checkpoints }, null, 2)}\n`;
}

/** @throws DomainError `request.malformed` for another file, and for a checkpoint in it that no key in it has signed. */
export function readKept(text: string): Kept {
  const value = parsed(text);
  const keys = value?.['keys'];
  const checkpoints = value?.['checkpoints'];
  if (value?.['format'] !== format || !Array.isArray(keys) || !Array.isArray(checkpoints)) {
    throw new DomainError('request.malformed', `This is not a file of kept checkpoints (${format}).`);
  }
  if (!keys.every(isTrustedKey)) throw new DomainError('request.malformed', 'A key in the file is not an Ed25519 key.');
  const operators = keys.filter(({ role }) => role === 'operator').map(({ x }) => publicKey(x));
  const holds = (one: SignedCheckpoint) => operators.some((key) => checkpointHolds(one, key));
  if (!checkpoints.every((one) => typeof one === 'object' && one !== null && holds(one))) {
    throw new DomainError('request.malformed', 'A kept checkpoint is not signed by a key in the file.');
  }
  return { keys, checkpoints };
}

function isTrustedKey(value: unknown): value is TrustedKey {
  const { role, name, x } = (value ?? {}) as Partial<TrustedKey>;
  return (role === 'operator' || role === 'witness') && typeof name === 'string' && isPublicKey(x);
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
