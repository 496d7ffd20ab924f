import type { Context } from '../context.ts';
import { perContext } from '../per-context.ts';
import { listSubordinates } from '../store/federation.ts';
import type { TrustAnchor } from './anchors.ts';
import { ownFederationKeys } from './federation-keys.ts';
import { statementAbout } from './own-statements.ts';
import type { Resolver } from './resolve-chain.ts';

/**
 * Chains end at us, the consortium's own anchor, and at those of the configuration. What we say ourselves is not fetched from
 * us over the network: it is what the database says at this moment.
 */
export const federationResolver = perContext((context: Context) => async (signal?: AbortSignal): Promise<Resolver> => {
  const { config, clock } = context;
  const keys = await ownFederationKeys(context);
  const own: TrustAnchor = { entityId: config.issuer, keys: keys.publicJwks.keys };
  // Whom we have admitted or were told of may stand in a closed network of ours; anybody else names addresses of the internet.
  const admitted = (await listSubordinates(context.db)).filter(({ admittedAt }) => admittedAt !== null);
  const known = new Set([...admitted, ...config.federationAnchors].map(({ entityId }) => URL.parse(entityId)?.origin));
  return {
    anchors: [own, ...config.federationAnchors],
    now: () => clock.now(),
    plainHttp: !config.production,
    fetchText: async (url) => {
      const at = new URL(url);
      if (url.startsWith(`${config.issuer}/federation/fetch?`)) {
        const statement = await statementAbout(context, at.searchParams.get('sub') ?? '');
        if (statement === undefined) throw new Error('we vouch for no such entity');
        return statement;
      }
      const options = { headers: { accept: 'application/entity-statement+jwt' }, signal: signal ?? null };
      const answer = known.has(at.origin)
        ? await context.outgoing.call(null, url, options)
        : await context.outgoing.callForStranger(url, options);
      if (answer.status !== 200) throw new Error(`${at.host} answered ${answer.status}`);
      return answer.text();
    },
  };
});
