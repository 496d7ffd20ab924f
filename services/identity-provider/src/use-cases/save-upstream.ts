import { constraintOf, type Db, type Tx, transaction } from '@onecampus/database';
import type { Actor, University } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { type KeyEncryptionKey, seal } from '@onecampus/tokens';
import { upstreamSaved } from '../events/upstreams.ts';
import { resealed } from '../federation/change-upstream.ts';
import { upstreamSecretPlace } from '../federation/upstream-secret-place.ts';
import { upstreamDifferences } from '../rules/upstream-differences.ts';
import { upstreamFault } from '../rules/upstream-fault.ts';
import { withdrawRequestsOn } from '../store/consortium.ts';
import {
  findChangeOf,
  findUpstreamOf,
  insertUpstream,
  type Upstream,
  type UpstreamSettings,
  updateUpstream,
} from '../store/upstreams.ts';

export interface SaveUpstream {
  readonly university: University;
  readonly by: Actor;
  readonly settings: UpstreamSettings;
  /** As typed; a changed provider keeps its secret where none is. */
  readonly secret: string | undefined;
  /** What is new names its place in the redirect address; what is changed names what was seen. */
  readonly what: { readonly slug: string } | { readonly id: string; readonly seenVersion: number };
}

/**
 * Keeps what a university says of its provider, the secret sealed. Whatever decides who is let in makes a draft of it, which
 * has to be tested anew before it goes live; of the live one it makes a change beside it, and the old settings stay in force
 * until two people want the new ones.
 *
 * @returns the id of what was written: the provider's, or the change's.
 * @throws DomainError `upstream.unfit` (`details.fault`), `upstream.unknown`, `version.stale`.
 */
export async function saveUpstream(
  context: { readonly db: Db; readonly kek: KeyEncryptionKey; readonly production: boolean },
  order: SaveUpstream,
): Promise<string> {
  const { university, settings } = order;
  const fault = upstreamFault(settings, { scopes: university.scopes, production: context.production });
  if (fault) throw unfit(fault);
  try {
    return await transaction(context.db, (tx) =>
      'id' in order.what ? change(tx, context.kek, order) : add(tx, context.kek, order),
    );
  } catch (error) {
    if (constraintOf(error) === 'upstreams_slug_key') throw unfit('slug');
    if (constraintOf(error) === 'one_change_of_an_upstream')
      throw new DomainError('version.stale', 'Somebody else is about to change it.');
    if (constraintOf(error) === 'one_live_upstream_of_an_issuer') throw unfit('issuer_taken');
    throw error;
  }
}

async function add(
  tx: Tx,
  kek: KeyEncryptionKey,
  { university, by, settings, secret, what }: SaveUpstream,
): Promise<string> {
  if (!('slug' in what)) throw new TypeError('only what is new is added');
  const id = uuidv7();
  const secretSealed =
    settings.authMethod === 'none' ? null : secret ? seal(secret, kek, upstreamSecretPlace(id)) : undefined;
  if (secretSealed === undefined) throw unfit('secret');
  await insertUpstream(tx, {
    ...settings,
    id,
    universityId: university.id,
    slug: what.slug,
    secretSealed,
    revises: null,
    by,
  });
  await upstreamSaved(
    tx,
    by,
    { universityId: university.id, upstreamId: id },
    { isNew: true, secret: secretSealed !== null },
  );
  return id;
}

async function change(tx: Tx, kek: KeyEncryptionKey, order: SaveUpstream): Promise<string> {
  const { university, by, settings, secret, what } = order;
  if (!('id' in what)) throw new TypeError('only what is there is changed');
  const { id, seenVersion } = what;
  const known = await findUpstreamOf(tx, university.id, id);
  if (!known) throw new DomainError('upstream.unknown', 'This university has no such provider.');
  const fresh = secret ? seal(secret, kek, upstreamSecretPlace(id)) : known.secretSealed;
  const secretSealed = settings.authMethod === 'none' ? null : fresh;
  if (settings.authMethod !== 'none' && secretSealed === null) throw unfit('secret');
  // A secret is for the issuer that gave it: another issuer would otherwise be shown the old one's.
  if (settings.issuer !== known.issuer && settings.authMethod !== 'none' && !secret) throw unfit('secret');
  if (known.state === 'live' && upstreamDifferences(known, settings).length > 0)
    return changeBeside(tx, kek, { ...order, known, seenVersion });
  await withdrawRequestsOn(tx, { subject: id, universityId: university.id });
  if (!(await updateUpstream(tx, { ...settings, id, universityId: university.id, secretSealed, seenVersion, by }))) {
    throw new DomainError('version.stale', 'Somebody else has changed it meanwhile.');
  }
  await upstreamSaved(
    tx,
    by,
    { universityId: university.id, upstreamId: id },
    { isNew: false, secret: Boolean(secret) },
  );
  return id;
}

/** What the live provider would become, as a draft of its own; one at a time, for two would not know of each other. */
async function changeBeside(
  tx: Tx,
  kek: KeyEncryptionKey,
  order: SaveUpstream & { readonly known: Upstream; readonly seenVersion: number },
): Promise<string> {
  const { university, by, settings, secret, known } = order;
  if (known.version !== order.seenVersion || (await findChangeOf(tx, known.id)))
    throw new DomainError('version.stale', 'Somebody else has changed it meanwhile, or is about to.');
  const id = uuidv7();
  const fresh = secret ? seal(secret, kek, upstreamSecretPlace(id)) : resealed(kek, known, id);
  const secretSealed = settings.authMethod === 'none' ? null : fresh;
  const { slug } = known;
  await insertUpstream(tx, { ...settings, id, universityId: university.id, slug, secretSealed, revises: known.id, by });
  const at = { universityId: university.id, upstreamId: id };
  await upstreamSaved(tx, by, at, { isNew: true, secret: Boolean(secret), changes: known.id });
  return id;
}

function unfit(fault: string): DomainError {
  return new DomainError('upstream.unfit', 'The provider cannot be set up like this.', { details: { fault } });
}
