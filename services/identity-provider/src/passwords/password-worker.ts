import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { hashSync, verifySync } from '@node-rs/argon2';
import { passwordParameters } from '../rules/password-parameters.ts';
import { verifyImported } from './verify-imported.ts';

export type PasswordTask =
  | { readonly kind: 'hash'; readonly password: string }
  | { readonly kind: 'verify'; readonly password: string; readonly hash: string }
  /** Against a hash that another program made. */
  | { readonly kind: 'verify-imported'; readonly password: string; readonly hash: string };

/** `Algorithm.Argon2id`; the package declares it as a const enum, which vanishes when types are stripped. */
const argon2id = 2;

giveWay();

/** Runs in a worker thread: a hash takes 10 to 20 ms of one core, and neither signing nor any other request waits for it. */
export default function runPasswordTask(task: PasswordTask): string | boolean {
  if (task.kind === 'verify-imported') return verifyImported(task.password, task.hash);
  if (task.kind === 'hash') return hashSync(task.password, { algorithm: argon2id, ...passwordParameters });
  return verifySync(task.hash, task.password);
}

/**
 * Where cores are few, whoever signs tokens goes first: each of these threads is asked to be nice, as far as the system knows
 * threads (Linux). Elsewhere the pool is bounded all the same.
 */
function giveWay(): void {
  try {
    const thread = Number(/task\/(\d+)/.exec(readlinkSync('/proc/thread-self'))?.[1]);
    if (thread > 0) setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // A container may forbid it.
  }
}
