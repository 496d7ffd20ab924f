import { createHash } from 'node:crypto';
import { type Db, transaction } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import { passwordTakenOver } from '../events/passwords.ts';
import { signInFailed } from '../events.ts';
import type { Asker, PasswordHasher } from '../passwords/password-hasher.ts';
import { networkOf } from '../rules/network-of.ts';
import { hashIsCurrent, password_bytes_max } from '../rules/password-parameters.ts';
import { parseSignInName } from '../rules/sign-in-name.ts';
import type { SignInLimits } from '../sign-in-limits.ts';
import { type Account, rehashPassword, savePassword } from '../store/accounts.ts';
import { type Credentials, findWhoSignsIn, notePasswordProved, type SignInFacts } from '../store/credentials.ts';
import { takeImportedPassword } from '../store/imported-passwords.ts';
import type { UniversityList } from '../university-list.ts';

export type SignInContext = {
  readonly db: Db;
  readonly hasher: PasswordHasher;
  readonly universities: UniversityList;
  readonly limits: SignInLimits;
  readonly signIns: { inc(labels: { outcome: 'succeeded' | 'failed' }): void };
  readonly log: Logger;
};

export type SignInAttempt = {
  /** Slug of the chosen university; not needed where the name carries its scope. */
  readonly university: string;
  readonly name: string;
  readonly password: string;
  /** The address that the attempt came from. */
  readonly source: string;
  /** SHA-256 of the browser's cookie, where it has one (sign-in/known-browser.ts). */
  readonly browser?: string | undefined;
};

/** Whose password it was, and what was read with it. */
export type SignedIn = { readonly account: Account; readonly facts: SignInFacts };

/**
 * Checks a name and a password. The answer is an account or `undefined`, and nothing tells apart an unknown name, a wrong
 * password and a locked account: the same limits, the same reads, the same hash, the same answer.
 *
 * @throws DomainError `request.too_many` when this name, this source or both have failed too often; `password.queue_full`.
 */
export async function signIn(context: SignInContext, attempt: SignInAttempt): Promise<SignedIn | undefined> {
  const { db, hasher, limits } = context;
  const eppns = await wantedNames(context, attempt);
  const network = networkOf(attempt.source);
  const keys = { name: fingerprint(eppns.join(' ')), network: fingerprint(network) };
  const look = () => findWhoSignsIn(db, eppns, attempt.browser);
  // A browser with a cookie is looked up before it is counted: it may be one that the account knows.
  const known = attempt.browser === undefined ? undefined : await look();
  const knownBrowser = known?.browserIsKnown ? `${known.credentials!.personId}.${attempt.browser}` : undefined;
  const counted = await limits.begin({ ...keys, knownBrowser });
  const { holder, credentials } = known ?? (await look());
  const asker = knownBrowser === undefined ? { network } : undefined;
  const matches = await checkPassword(hasher, credentials, attempt.password, asker);

  if (!matches || credentials?.state !== 'active') {
    context.signIns.inc({ outcome: 'failed' });
    await signInFailed(db, holder?.personId);
    await counted.failed();
    return undefined;
  }
  if (credentials.imported) await takeOver(context, credentials, attempt.password);
  context.signIns.inc({ outcome: 'succeeded' });
  const facts = await notePasswordProved(db, {
    personId: holder!.personId,
    accountPersonId: credentials.personId,
  });
  await counted.succeeded();
  if (!credentials.imported && !hashIsCurrent(credentials.hash))
    await renewHash(context, credentials, attempt.password);
  const { hash: _hash, imported: _imported, ...account } = credentials;
  return { account, facts };
}

async function checkPassword(
  hasher: PasswordHasher,
  credentials: Credentials | undefined,
  password: string,
  asker: Asker,
): Promise<boolean> {
  const tooLong = Buffer.byteLength(password, 'utf8') > password_bytes_max;
  if (tooLong) return hasher.verify('', undefined, asker);
  if (credentials?.imported) {
    const matches = await hasher.verifyImported(password, credentials.hash, asker);
    // Old hashes are quick; a wrong answer that came sooner than an unknown name's would tell who has one.
    if (!matches) await hasher.verify(password, undefined, asker);
    return matches;
  }
  return hasher.verify(password, credentials?.hash, asker);
}

/** A hash that was brought from elsewhere serves once: it becomes one of ours in the transaction that takes it away. */
async function takeOver({ db, hasher }: SignInContext, { personId, hash }: Credentials, password: string) {
  const own = await hasher.hash(password);
  await transaction(db, async (tx) => {
    // Whoever came a moment earlier with the same password has done it.
    if (!(await takeImportedPassword(tx, personId, hash))) return;
    await savePassword(tx, personId, own, 'service:identity-provider');
    await passwordTakenOver(tx, personId);
  });
}

/** The full names that may be meant: one for a typed eppn, one per domain of the chosen university for a bare login. */
async function wantedNames({ universities }: SignInContext, attempt: SignInAttempt): Promise<string[]> {
  const name = parseSignInName(attempt.name);
  if (name?.kind === 'eppn') return [name.value];
  const university = (await universities.all()).find(({ slug }) => slug === attempt.university);
  const scopes = university?.scopes.length ? university.scopes : ['nowhere.invalid'];
  return scopes.map((scope) => `${name?.login ?? ''}@${scope}`);
}

async function renewHash(
  { db, hasher, log }: SignInContext,
  { personId, hash }: { personId: string; hash: string },
  password: string,
) {
  try {
    await rehashPassword(db, personId, hash, await hasher.hash(password));
  } catch (error) {
    log.warn({ err: error }, 'a password hash could not be renewed; it will be at the next sign-in');
  }
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
