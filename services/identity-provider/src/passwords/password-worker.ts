import { hashSync, verifySync } from '@node-rs/argon2';
import { passwordParameters } from '../rules/password-parameters.ts';

export type PasswordTask =
  | { readonly kind: 'hash'; readonly password: string }
  | { readonly kind: 'verify'; readonly password: string; readonly hash: string };

/** `Algorithm.Argon2id`; the package declares it as a const enum, which vanishes when types are stripped. */
const argon2id = 2;

/** Runs in a worker thread: a hash takes 10 to 20 ms of one core, and neither signing nor any other request waits for it. */
export default function runPasswordTask(task: PasswordTask): string | boolean {
  if (task.kind === 'hash') return hashSync(task.password, { algorithm: argon2id, ...passwordParameters });
  return verifySync(task.hash, task.password);
}
