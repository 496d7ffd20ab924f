import { transaction } from '@onecampus/database';
import type { ClientSource } from '../client-directory.ts';
import type { Context } from '../context.ts';
import { clientFederated } from '../events/federation.ts';
import { perContext } from '../per-context.ts';
import { clientRow } from '../registration/client-row.ts';
import { registrationFaults } from '../rules/client-registration.ts';
import type { Client } from '../store/clients.ts';
import { findFederatedClient, saveFederatedClient } from '../store/federation.ts';
import { laneOf } from './chain-look-ups.ts';
import { federatedRegistration } from './federated-registration.ts';
import { federationResolver } from './federation-resolver.ts';
import { LookUpRefused, lookUpLimits, lookUps } from './look-ups.ts';
import { resolveChain } from './resolve-chain.ts';

/** However long its statements hold, a chain is followed anew after so long. */
const trusted_ms = 24 * 3_600_000;

/**
 * The application at an address, by automatic registration (OpenID Federation 1.0 §12.1): known from a chain that still
 * holds, or by following one now. `undefined` where no chain leads to an anchor of ours; the log says why.
 */
export const federatedClients = perContext((context: Context): ClientSource => {
  const { db, clock, config, log } = context;
  const pool = lookUps<Client | undefined>(lookUpLimits, () => clock.now().getTime());

  const register = async (entityId: string, signal: AbortSignal): Promise<Client | undefined> => {
    const resolver = await federationResolver(context)(signal);
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
  };

  const find = async (entityId: string): Promise<Client | undefined> => {
    if (config.production && !entityId.startsWith('https://')) return undefined;
    const known = await findFederatedClient(db, entityId);
    if (known) return known.client;
    try {
      return await pool.run({ entityId, lane: await laneOf(context, entityId) }, (signal) =>
        register(entityId, signal),
      );
    } catch (error) {
      // A flood of ids that nobody looks up writes no log.
      const level = error instanceof LookUpRefused ? 'debug' : 'info';
      log[level]({ err: error, entity: entityId }, 'no chain of trust leads to this application');
      return undefined;
    }
  };
  // Whom nobody vouched for a moment ago somebody may vouch for now.
  return { find, forget: () => pool.forget() };
});
