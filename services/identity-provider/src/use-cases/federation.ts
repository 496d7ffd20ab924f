import { transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { importJWK, type JWK, SignJWT } from 'jose';
import type { Context } from '../context.ts';
import { subordinateEvent } from '../events/federation.ts';
import { chainTo } from '../openid-federation/chain-look-ups.ts';
import { claimedStatement, verifiedStatement } from '../openid-federation/entity-statement.ts';
import { ownFederationKeys } from '../openid-federation/federation-keys.ts';
import { federationResolver } from '../openid-federation/federation-resolver.ts';
import { ownConfiguration, statementAbout } from '../openid-federation/own-statements.ts';
import { isSamePerson } from '../store/consortium.ts';
import {
  admitSubordinate,
  type EntityKind,
  findProposer,
  listSubordinates,
  proposeSubordinate,
  type Subordinate,
  withdrawSubordinate,
} from '../store/federation.ts';
import { announceNews } from '../store/news.ts';

export type { EntityKind, Subordinate };

export function configureEntity(context: Context, provider: Record<string, unknown>): Promise<string> {
  return ownConfiguration(context, provider);
}

export function answerAboutEntity(context: Context, entityId: string): Promise<string | undefined> {
  return statementAbout(context, entityId);
}

/** Identifiers of the entities that we have admitted. */
export async function listEntities({ db }: Context, kind: string | undefined): Promise<string[]> {
  return (await listSubordinates(db))
    .filter((one) => one.admittedAt !== null && (kind === undefined || one.kind === kind))
    .map(({ entityId }) => entityId);
}

/** The signed answer of a resolver (§8.3.2); `undefined` where no chain leads from the entity to that anchor. */
export async function resolveEntity(
  context: Context,
  entityId: string,
  trustAnchor: string,
  kind: EntityKind,
): Promise<string | undefined> {
  // Only for entities of ours: nobody makes us follow the web for him.
  const own = (await listSubordinates(context.db)).some((one) => one.entityId === entityId && one.admittedAt !== null);
  if (!own) return undefined;
  try {
    const chain = await chainTo(context, { entityId, kind, anchor: trustAnchor });
    const keys = await ownFederationKeys(context);
    return await new SignJWT({ metadata: { [kind]: chain.metadata }, trust_chain: chain.statements })
      .setProtectedHeader({ alg: keys.privateJwk.alg!, kid: keys.kid, typ: 'resolve-response+jwt' })
      .setIssuer(context.config.issuer)
      .setSubject(entityId)
      .setIssuedAt(Math.floor(context.clock.now().getTime() / 1_000))
      .setExpirationTime(Math.floor(chain.expiresAt.getTime() / 1_000))
      .sign(await importJWK(keys.privateJwk, keys.privateJwk.alg));
  } catch (error) {
    context.log.info({ err: error, entity: entityId }, 'no chain of trust was found for a resolver’s question');
    return undefined;
  }
}

/** Entities proposed and admitted, for the officers. */
export function listFederation({ db }: Context): Promise<Subordinate[]> {
  return listSubordinates(db);
}

/**
 * Proposes an entity by its address: its own configuration is fetched, and the keys that it is signed with are those that the
 * other officer compares with what the university says by another way.
 *
 * @throws DomainError `federation.unreachable`, `federation.entity_exists`
 */
export async function proposeEntity(
  context: Context,
  order: {
    readonly by: Actor;
    readonly entityId: string;
    readonly universityId: string | null;
    readonly kind: EntityKind;
  },
): Promise<void> {
  const { entityId, by } = order;
  const jwks = await keysOf(context, entityId);
  await transaction(context.db, async (tx) => {
    const entity = { ...order, jwks: { keys: jwks }, metadataPolicy: {}, constraints: {} };
    if (!(await proposeSubordinate(tx, entity, by)))
      throw new DomainError('federation.entity_exists', 'This entity was proposed already.');
    await subordinateEvent(tx, by, 'subordinate.proposed', entityId);
  });
}

/** @throws DomainError `federation.entity_unknown`, `federation.second_pair_of_eyes` */
export async function admitEntity(
  { db, clients }: Context,
  order: { readonly personId: string; readonly entityId: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    const proposer = await findProposer(tx, order.entityId);
    if (proposer === undefined) throw unknownEntity();
    if (proposer.startsWith('person:') && (await isSamePerson(tx, proposer.slice('person:'.length), order.personId)))
      throw new DomainError('federation.second_pair_of_eyes', 'Another officer has to admit it.');
    const by: Actor = `person:${order.personId}`;
    if (!(await admitSubordinate(tx, order.entityId, by))) throw unknownEntity();
    await subordinateEvent(tx, by, 'subordinate.admitted', order.entityId);
    await announceNews(tx);
  });
  clients.forget();
}

/** One officer alone may: from then on nobody signs in to it over us. @throws DomainError `federation.entity_unknown` */
export async function withdrawEntity(
  { db, clients }: Context,
  order: { readonly by: Actor; readonly entityId: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    if (!(await withdrawSubordinate(tx, order.entityId, order.by))) throw unknownEntity();
    await subordinateEvent(tx, order.by, 'subordinate.withdrawn', order.entityId);
    await announceNews(tx);
  });
  clients.forget();
}

async function keysOf(context: Context, entityId: string): Promise<readonly JWK[]> {
  try {
    const { now, plainHttp } = await federationResolver(context)();
    if (!(entityId.startsWith('https://') || (plainHttp && entityId.startsWith('http://'))))
      throw new Error('no https');
    // An officer's word, so also where it stands in a closed network of ours.
    const answer = await context.outgoing.call(null, `${entityId.replace(/\/$/, '')}/.well-known/openid-federation`);
    const jwt = (await answer.text()).trim();
    const { keys } = claimedStatement(jwt).jwks;
    await verifiedStatement(jwt, { iss: entityId, sub: entityId, keys, now: now() });
    return keys;
  } catch (error) {
    throw new DomainError('federation.unreachable', 'At this address there is no entity configuration that is valid.', {
      cause: error,
    });
  }
}

function unknownEntity(): DomainError {
  return new DomainError('federation.entity_unknown', 'There is no such entity, or it was decided about.');
}
