import {
  type Actor,
  type EntitlementHolder,
  findAgreement,
  findUniversity,
  insertGrant,
  type SaidWindow,
  windowOf,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { entitlementChanged } from '../events.ts';
import type { Registry } from '../registry.ts';
import { grantRefusal } from '../rules/grant-refusal.ts';

/** To whom: a person or a group of the university, or everybody of an affiliation, at another university by agreement. */
export type SaidHolder =
  | { readonly personId: string }
  | { readonly groupId: string }
  | { readonly affiliation: string; readonly of?: string | undefined };

export interface GrantEntitlement extends SaidWindow {
  readonly by: Actor;
  readonly university: string;
  readonly uri: string;
  readonly holder: SaidHolder;
  /** Reference of the agreement that it rests on. */
  readonly agreement?: string | undefined;
}

/**
 * Grants an entitlement of the university for a window of time.
 *
 * @throws DomainError `university.unknown`, `entitlement.unknown`, `person.unknown`, `group.unknown`, `agreement.unknown`,
 *   `agreement.does_not_bind`, `entitlement.granted_already`, `request.malformed`.
 */
export async function grantEntitlement(registry: Registry, order: GrantEntitlement): Promise<{ id: string }> {
  const { by, uri, from, until } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  const holder = await holderOf(registry, order.holder, universityId);
  const agreement = order.agreement === undefined ? undefined : await findAgreement(registry.db, order.agreement);
  if (order.agreement !== undefined && !agreement)
    throw new DomainError('agreement.unknown', 'There is no such agreement.');
  const grantId = registry.newId();
  await withinUniversity(registry.db, universityId, async (tx) => {
    const window = await windowOf(tx, { from, until });
    const agreementId = agreement?.id ?? null;
    const granted = await insertGrant(tx, { id: grantId, uri, holder, window, agreementId, grantedBy: by });
    if (!granted) throw new DomainError('person.unknown', 'The university knows no such person.');
    await entitlementChanged(tx, { by, universityId, grantId, uri, what: 'granted' });
  }).catch((error: unknown) => {
    throw grantRefusal(error);
  });
  registry.waker.wake();
  return { id: grantId };
}

async function holderOf(registry: Registry, said: SaidHolder, universityId: string): Promise<EntitlementHolder> {
  if (!('affiliation' in said)) return said;
  const id = said.of === undefined ? universityId : (await findUniversity(registry.db, said.of)).id;
  return { affiliation: said.affiliation, universityId: id };
}
