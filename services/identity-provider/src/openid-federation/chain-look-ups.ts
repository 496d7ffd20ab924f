import type { Context } from '../context.ts';
import { perContext } from '../per-context.ts';
import { isFederatedClientKnown, listSubordinates } from '../store/federation.ts';
import { federationResolver } from './federation-resolver.ts';
import { type Lane, lookUpLimits, lookUps } from './look-ups.ts';
import { type ResolvedChain, resolveChain } from './resolve-chain.ts';

/** Whom we have admitted, and who has come by a chain before, is known; a university answers for its own domains. */
export async function laneOf(
  { db, universities }: Pick<Context, 'db' | 'universities'>,
  entityId: string,
): Promise<Lane> {
  const admitted = (await listSubordinates(db)).some((one) => one.entityId === entityId && one.admittedAt !== null);
  if (admitted || (await isFederatedClientKnown(db, entityId))) return 'known';
  const host = URL.parse(entityId)?.hostname ?? '';
  const home = (await universities.all()).find(({ scopes }) =>
    scopes.some((scope) => host === scope || host.endsWith(`.${scope}`)),
  );
  return home === undefined ? 'strangers' : `university:${home.slug}`;
}

const pools = perContext(({ clock }: Context) => lookUps<ResolvedChain>(lookUpLimits, () => clock.now().getTime()));

/** The chain from an entity to one anchor, for whoever asks us as a resolver; within the bounds of look-ups.ts. */
export async function chainTo(
  context: Context,
  wanted: { readonly entityId: string; readonly kind: string; readonly anchor: string },
): Promise<ResolvedChain> {
  const { entityId, kind, anchor } = wanted;
  const lane = await laneOf(context, entityId);
  const answer = { entityId, lane, about: `${kind} ${anchor}` };
  return pools(context).run(answer, async (signal) => {
    const resolver = await federationResolver(context)(signal);
    const anchors = resolver.anchors.filter((one) => one.entityId === anchor);
    return resolveChain({ ...resolver, anchors }, entityId, kind);
  });
}
