import { type Db, type Tx, transaction } from '@onecampus/database';
import { type AccountHolder, findAccountHolders, findPeopleByIdentifier } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type KeyEncryptionKey, seal } from '@onecampus/tokens';
import { strangerNoted, upstreamLinked, upstreamSignInRefused, upstreamSignInSucceeded } from '../events/upstreams.ts';
import { accountOfHolder } from '../federation/account-of-holder.ts';
import { strangerPlace } from '../federation/upstream-secret-place.ts';
import { hasPower } from '../recovery/has-power.ts';
import { servesElsewhere } from '../recovery/serves-elsewhere.ts';
import type { MappedClaims } from '../rules/upstream-claims.ts';
import type { Account } from '../store/accounts.ts';
import { addNotice } from '../store/notices.ts';
import { insertUpstreamLink, useUpstreamLink } from '../store/upstream-links.ts';
import { noteStranger, showStranger, wasRefused } from '../store/upstream-strangers.ts';
import { findLiveUpstream, type Upstream } from '../store/upstreams.ts';

/** Somebody whom a university's provider has sent, as far as its claims say who that is. */
export interface UpstreamArrival {
  readonly upstreamId: string;
  readonly issuer: string;
  readonly sub: string;
  readonly mapped: MappedClaims;
}

export type Joined =
  | { readonly kind: 'account'; readonly account: Account; readonly universityId: string; readonly trustsAcr: boolean }
  /** Nobody here is known to be that person: an administrator of the university decides. `number` names the case. */
  | { readonly kind: 'stranger'; readonly number: string | undefined }
  /** The account is locked, the request to be known was refused, or the provider is not live any more. */
  | { readonly kind: 'refused' };

/**
 * Whose account a provider's subject opens. The link by (issuer, subject) decides; at the first sign-in the university's own
 * identifier makes it, looked for among that university's scopes alone; and where neither tells, people decide. No e-mail
 * address, no name and no other university's identifier ever does.
 */
export async function joinUpstreamPerson(
  { db, kek }: { readonly db: Db; readonly kek: KeyEncryptionKey },
  arrival: UpstreamArrival,
): Promise<Joined> {
  return transaction(db, async (tx): Promise<Joined> => {
    const upstream = await findLiveUpstream(tx, arrival.upstreamId);
    if (!upstream || upstream.issuer !== arrival.issuer) return { kind: 'refused' };
    const { universityId } = upstream;
    const subject = { issuer: arrival.issuer, sub: arrival.sub, universityId };
    const known = (await useUpstreamLink(tx, subject)) ?? (await linkByIdentifier(tx, upstream, arrival));
    if (!known) return queue(tx, kek, upstream, arrival);
    const at = { universityId, upstreamId: upstream.id };
    if (known.state !== 'active') {
      await upstreamSignInRefused(tx, known.personId, at);
      return { kind: 'refused' };
    }
    await upstreamSignInSucceeded(tx, known.personId, at);
    // The word "two factors" of a provider is nobody's second factor who has power over others.
    const trustsAcr = upstream.trustsAcr && !(await hasPower(tx, known.personId));
    return { kind: 'account', account: known, universityId, trustsAcr };
  });
}

async function linkByIdentifier(tx: Tx, upstream: Upstream, arrival: UpstreamArrival): Promise<Account | undefined> {
  const holder = await findHolder(tx, arrival.mapped.identifier);
  const account = holder && (await accountOfHolder(tx, holder));
  if (!account) return undefined;
  const { id: upstreamId, universityId } = upstream;
  // Who has power at another university does not come in by this one's word alone: people of both decide.
  if (await servesElsewhere(tx, holder.personId, universityId)) return undefined;
  const { issuer, sub } = arrival;
  const link = { issuer, sub, universityId, upstreamId, personId: account.personId, by: 'identifier' };
  // Where the person has another subject of this issuer, the number may have been given to somebody else: people decide.
  if (!(await insertUpstreamLink(tx, link))) return useUpstreamLink(tx, { issuer, sub, universityId });
  const { personId } = account;
  await upstreamLinked(tx, 'service:identity-provider', { universityId, upstreamId, personId, because: 'identifier' });
  await addNotice(tx, { personId, kind: 'university-linked', details: { university: upstream.domains[0]! } });
  return account;
}

/** The one person with that identifier; two would be a fault of the data, and nobody is let in as somebody else by it. */
async function findHolder(tx: Tx, identifier: MappedClaims['identifier']): Promise<AccountHolder | undefined> {
  if (!identifier) return undefined;
  const { scheme, value, scopes } = identifier;
  if (scheme === 'eppn') {
    const holders = await findAccountHolders(tx, value);
    return holders.length === 1 ? holders[0] : undefined;
  }
  const found = (
    await Promise.all(scopes.map((scope) => findPeopleByIdentifier(tx, { value, schemes: [scheme], scope })))
  ).flat();
  const people = new Set(found.map(({ personId }) => personId));
  if (people.size !== 1) return undefined;
  const [personId] = people;
  return { personId: personId!, homePersonId: personId! };
}

async function queue(
  tx: Tx,
  kek: KeyEncryptionKey,
  { id: upstreamId, universityId }: Upstream,
  { issuer, sub, mapped }: UpstreamArrival,
): Promise<Joined> {
  if (await wasRefused(tx, issuer, sub)) return { kind: 'refused' };
  const wanted = uuidv7();
  const id = await noteStranger(tx, { id: wanted, upstreamId, universityId, issuer, sub });
  if (id === undefined) return { kind: 'stranger', number: undefined };
  const shown = { name: mapped.name, identifier: mapped.identifier?.value, fault: mapped.fault };
  await showStranger(tx, id, seal(JSON.stringify(shown), kek, strangerPlace(id)));
  if (id === wanted) await strangerNoted(tx, { universityId, upstreamId, strangerId: id });
  return { kind: 'stranger', number: id };
}
