import { constraintFault } from '../rules/federation/constraints.ts';
import { applyPolicy, type Metadata, mergePolicies } from '../rules/federation/metadata-policy.ts';
import type { TrustAnchor } from './anchors.ts';
import { claimedStatement, type EntityStatement, verifiedStatement } from './entity-statement.ts';

export interface ResolvedChain {
  readonly entityId: string;
  readonly trustAnchor: string;
  /** The statements as they were received, the leaf's own first. */
  readonly statements: readonly string[];
  /** Of the wanted type, after every policy of the chain. */
  readonly metadata: Metadata;
  /** The earliest end of any of them. */
  readonly expiresAt: Date;
}

export class ChainFault extends Error {
  override readonly name = 'ChainFault';
}

export interface Resolver {
  /** Fetches the text at an address, guarded; throws where there is none. */
  readonly fetchText: (url: string) => Promise<string>;
  readonly anchors: readonly TrustAnchor[];
  readonly now: () => Date;
  /** Outside production entities may be reached without TLS. */
  readonly plainHttp: boolean;
}

/** Longer chains are nobody's, and each link is a journey. */
const depth_max = 5;
const hints_max = 5;
/** Altogether, so that no web of hints keeps us busy. */
const fetches_max = 20;
const statement_characters_max = 64 * 1_024;

/**
 * Follows an entity's authority hints up to one of our trust anchors and back down (OpenID Federation 1.0 §10): every
 * statement verified with the keys that the one above it vouches for, constraints kept, policies applied.
 *
 * @throws ChainFault in words that an operator can act on.
 */
export async function resolveChain(resolver: Resolver, entityId: string, entityType: string): Promise<ResolvedChain> {
  let fetches = 0;
  const fetchStatement = async (url: string) => {
    fetches += 1;
    if (fetches > fetches_max) throw new ChainFault('more statements than we look at');
    if (!(url.startsWith('https://') || (resolver.plainHttp && url.startsWith('http://'))))
      throw new ChainFault(`${url} is not reached by TLS`);
    const text = (await resolver.fetchText(url)).trim();
    if (text.length > statement_characters_max) throw new ChainFault('a statement is too long');
    return text;
  };

  /** Its own configuration, signed with a key in it; what the keys are worth the superior says. */
  const configurationOf = async (id: string) => {
    const jwt = await fetchStatement(`${id.replace(/\/$/, '')}/.well-known/openid-federation`);
    const claimed = claimedStatement(jwt);
    const { keys } = claimed.jwks;
    return { jwt, statement: await verifiedStatement(jwt, { iss: id, sub: id, keys, now: resolver.now() }) };
  };

  const leaf = await configurationOf(entityId);
  const faults: string[] = [];

  /** Statements about `sub`, upwards, the nearest superior's first; ends at an anchor. */
  const climb = async (
    sub: { readonly id: string; readonly statement: EntityStatement },
    seen: readonly string[],
  ): Promise<{ jwt: string; statement: EntityStatement }[] | undefined> => {
    if (seen.length > depth_max) return void faults.push(`no anchor within ${depth_max} steps of ${entityId}`);
    for (const superior of (sub.statement.authority_hints ?? []).slice(0, hints_max)) {
      if (seen.includes(superior)) continue;
      try {
        const anchor = resolver.anchors.find((one) => one.entityId === superior);
        const configuration = await configurationOf(superior);
        // An anchor's keys are those that we hold, whatever it says of itself today.
        const keys = anchor ? anchor.keys : configuration.statement.jwks.keys;
        const endpoint = configuration.statement.metadata?.['federation_entity']?.['federation_fetch_endpoint'];
        if (typeof endpoint !== 'string') throw new ChainFault(`${superior} has no fetch endpoint`);
        const at = new URL(endpoint);
        at.searchParams.set('sub', sub.id);
        const jwt = await fetchStatement(at.href);
        const statement = await verifiedStatement(jwt, { iss: superior, sub: sub.id, keys, now: resolver.now() });
        const link = { jwt, statement };
        if (anchor) return [link, configuration];
        const above = await climb({ id: superior, statement: configuration.statement }, [...seen, superior]);
        if (!above) continue;
        // The superior's own superior vouches for the keys that it signed this with.
        await verifiedStatement(jwt, {
          iss: superior,
          sub: sub.id,
          keys: above[0]!.statement.jwks.keys,
          now: resolver.now(),
        });
        return [link, ...above];
      } catch (error) {
        // A fault of one way up: another one may be open.
        faults.push(`${superior}: ${(error as Error).message}`);
      }
    }
    return undefined;
  };

  const above = await climb({ id: entityId, statement: leaf.statement }, [entityId]);
  if (!above) throw new ChainFault(faults.join('; ') || `${entityId} names no superior`);
  // The leaf's own word counts only with the keys that its superior vouches for.
  await verifiedStatement(leaf.jwt, {
    iss: entityId,
    sub: entityId,
    keys: above[0]!.statement.jwks.keys,
    now: resolver.now(),
  });
  const links = above.slice(0, -1);
  mustKeepConstraints(entityId, entityType, links);
  const anchorId = above.at(-1)!.statement.iss;
  const own = leaf.statement.metadata?.[entityType];
  if (own === undefined) throw new ChainFault(`${entityId} says nothing of itself as ${entityType}`);
  const policy = mergePolicies(
    links.toReversed().map(({ statement }) => statement.metadata_policy?.[entityType]),
    links.flatMap(({ statement }) => statement.metadata_policy_crit ?? []),
  );
  const told = links[0]!.statement.metadata?.[entityType] ?? {};
  const all = [leaf, ...above];
  return {
    entityId,
    trustAnchor: anchorId,
    statements: all.map(({ jwt }) => jwt),
    metadata: applyPolicy({ ...own, ...told }, policy),
    expiresAt: new Date(Math.min(...all.map(({ statement }) => statement.exp)) * 1_000),
  };
}

function mustKeepConstraints(
  entityId: string,
  entityType: string,
  links: readonly { readonly statement: EntityStatement }[],
): void {
  links.forEach(({ statement }, index) => {
    if (!statement.constraints) return;
    // `links[index]` speaks of the entity at `index`: below its issuer stand the leaf and every intermediate up to there.
    const below = [entityId, ...links.slice(0, index).map((link) => link.statement.iss)];
    const fault = constraintFault(statement.constraints, below);
    if (fault) throw new ChainFault(`${statement.iss} does not allow it: ${fault}`);
    const types = statement.constraints.allowed_entity_types;
    if (types && entityType !== 'federation_entity' && !types.includes(entityType))
      throw new ChainFault(`${statement.iss} allows no ${entityType}`);
  });
}
