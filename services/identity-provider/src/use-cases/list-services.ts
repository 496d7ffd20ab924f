import { listServicesTold, type ServiceTold } from '@onecampus/directory';
import type { Context } from '../context.ts';
import type { Client } from '../store/clients.ts';
import { listConsents, type StandingConsent } from '../store/consents.ts';
import { listGrantedServices } from '../store/service-grants.ts';

/** A service that somebody uses, and what it has of him. */
export interface UsedService {
  readonly client: Client;
  readonly since: Date;
  readonly told: ServiceTold | undefined;
  readonly consent: StandingConsent | undefined;
}

/** The services that a person uses: those that were told something, may ask, or were allowed to; the latest first. */
export async function listServices(
  { db, clients }: Pick<Context, 'db' | 'clients'>,
  who: { readonly personId: string; readonly referenceId: string },
): Promise<UsedService[]> {
  const [told, consents, granted] = await Promise.all([
    listServicesTold(db, who.personId),
    listConsents(db, who.referenceId),
    listGrantedServices(db, who.referenceId),
  ]);
  const ids = new Set([...told, ...consents, ...granted].map((one) => one.clientId));
  const services = await Promise.all(
    [...ids].map(async (id): Promise<UsedService | undefined> => {
      const client = await clients.find(id);
      // Our own pages are no service that somebody uses.
      if (!client || client.origin === 'product') return undefined;
      const known = told.find((one) => one.clientId === id);
      const consent = consents.find((one) => one.clientId === id);
      const since = [known?.firstAt, consent?.givenAt, granted.find((one) => one.clientId === id)?.since]
        .filter((at) => at !== undefined)
        .toSorted((one, other) => one.getTime() - other.getTime())[0]!;
      return { client, since, told: known, consent };
    }),
  );
  return services
    .filter((one) => one !== undefined)
    .toSorted((one, other) => lastOf(other).getTime() - lastOf(one).getTime());
}

function lastOf({ told, since }: UsedService): Date {
  return told?.lastAt ?? since;
}
