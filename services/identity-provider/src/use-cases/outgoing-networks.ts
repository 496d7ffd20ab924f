import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { networkEvent } from '../events/networks.ts';
import { networkFault } from '../rules/open-network.ts';
import { isSamePerson } from '../store/consortium.ts';
import {
  approveNetwork,
  findNetwork,
  insertNetwork,
  listNetworks,
  type OutgoingNetwork,
  removeNetwork,
} from '../store/outgoing-networks.ts';

type Order = { readonly universityId: string; readonly personId: string };

/** What may be called for a university, and what somebody asked for. */
export function listOutgoingNetworks(db: Db, universityId: string): Promise<OutgoingNetwork[]> {
  return listNetworks(db, universityId);
}

/**
 * Asks that a network of the university may be called; another administrator opens it.
 *
 * @throws DomainError `network.unfit` with the fault in its details
 */
export async function askForNetwork(
  db: Db,
  order: Order & { readonly network: string; readonly purpose: string },
): Promise<void> {
  const fault = networkFault(order.network);
  if (fault) throw new DomainError('network.unfit', 'This network cannot be opened.', { details: { fault } });
  await transaction(db, async (tx) => {
    const { universityId, network, purpose } = order;
    const fresh = await insertNetwork(tx, { id: uuidv7(), universityId, network, purpose, askedBy: order.personId });
    if (fresh) await networkEvent(tx, actorOf(order), 'network.asked', order);
  });
}

/** @throws DomainError `network.unknown`, `network.second_pair_of_eyes` */
export async function openNetwork(db: Db, order: Order & { readonly id: string }): Promise<void> {
  await transaction(db, async (tx) => {
    const asked = await findNetwork(tx, order.universityId, order.id);
    if (!asked) throw unknown();
    if (await isSamePerson(tx, asked.askedBy, order.personId))
      throw new DomainError('network.second_pair_of_eyes', 'Another administrator has to open it.');
    if (!(await approveNetwork(tx, asked.id, order.personId))) throw unknown();
    await networkEvent(tx, actorOf(order), 'network.approved', { ...order, network: asked.network });
  });
}

/** Closes a network, or takes the request back; one administrator alone may. @throws DomainError `network.unknown` */
export async function closeNetwork(db: Db, order: Order & { readonly id: string }): Promise<void> {
  await transaction(db, async (tx) => {
    const known = await findNetwork(tx, order.universityId, order.id);
    if (!known || !(await removeNetwork(tx, known.id, actorOf(order)))) throw unknown();
    await networkEvent(tx, actorOf(order), 'network.removed', { ...order, network: known.network });
  });
}

function actorOf({ personId }: Order): Actor {
  return `person:${personId}`;
}

function unknown(): DomainError {
  return new DomainError('network.unknown', 'There is no such network, or somebody else decided about it.');
}
