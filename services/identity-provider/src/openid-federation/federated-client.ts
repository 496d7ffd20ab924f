import { transaction } from '@onecampus/database';
import type { ClientSource } from '../client-directory.ts';
import type { Context } from '../context.ts';
import { clientFederated } from '../events/federation.ts';
import { perContext } from '../per-context.ts';
import { clientRow } from '../registration/client-row.ts';
import { registrationFaults } from '../rules/client-registration.ts';
import type { Client } from '../store/clients.ts';
import { findFederatedClient, saveFederatedClient } from '../store/federation.ts';
import { federatedRegistration } from './federated-registration.ts';
import { federationResolver } from './federation-resolver.ts';
import { resolveChain } from './resolve-chain.ts';

/** Who could not be resolved is not looked at again for so long. */
const refused_ms = 60_000;
/** Chains that are followed at once: each is up to twenty journeys at a stranger's word. */
const at_once_max = 4;
const refused_max = 1_000;
/** However long its statements hold, a chain is followed anew after so long. */
const trusted_ms = 24 * 3_600_000;

/**
 * The application at an address, by automatic registration (OpenID Federation 1.0 §12.1): known from a chain that still
 * holds, or by following one now. `undefined` where no chain leads to an anchor of ours; the log says why.
 */
export const federatedClients = perContext((context: Context): ClientSource => {
  const { db, clock, config, log } = context;
  const underWay = new Map<string, Promise<Client | undefined>>();
  const refused = new Map<string, number>();

  const register = async (entityId: string): Promise<Client | undefined> => {
    try {
      const resolver = await federationResolver(context)();
      const chain = await resolveChain(resolver, entityId, 'openid_relying_party');
      const registration = federatedRegistration(entityId, chain.metadata);
      const faults = registrationFaults(registration, { production: config.production });
      if (faults.length > 0) throw new Error(faults.map(({ field, message }) => `${field} ${message}`).join('; '));
      const row = clientRow(registration, { id: entityId, secretHash: null, decidedBy: 'service:identity-provider' });
      const until = Math.min(chain.expiresAt.getTime(), clock.now().getTime() + trusted_ms);
      await transaction(db, async (tx) => {
        const known = await findFederatedClient(tx, entityId);
        await saveFederatedClient(tx, { ...row, origin: 'federation' }, { ...chain, expiresAt: new Date(until) });
        if (!known) await clientFederated(tx, entityId, chain.trustAnchor);
      });
      return (await findFederatedClient(db, entityId))?.client;
    } catch (error) {
      if (refused.size >= refused_max) refused.clear();
      refused.set(entityId, clock.now().getTime() + refused_ms);
      log.info({ err: error, entity: entityId }, 'no chain of trust leads to this application');
      return undefined;
    }
  };

  const find = async (entityId: string): Promise<Client | undefined> => {
    if (config.production && !entityId.startsWith('https://')) return undefined;
    const known = await findFederatedClient(db, entityId);
    if (known) return known.client;
    if ((refused.get(entityId) ?? 0) > clock.now().getTime()) return undefined;
    const present = underWay.get(entityId);
    if (present) return present;
    if (underWay.size >= at_once_max) return undefined;
    const work = register(entityId).finally(() => underWay.delete(entityId));
    underWay.set(entityId, work);
    return work;
  };
  // Whom nobody vouched for a moment ago somebody may vouch for now.
  return { find, forget: () => refused.clear() };
});
