import type { Db, Tx } from '@onecampus/database';
import type { Consent } from '../rules/consent.ts';

/** Which account agreed to what for which service. */
type Place = { readonly referenceId: string; readonly clientId: string };

export type StandingConsent = Consent & { readonly clientId: string; readonly givenAt: Date };

const columns = `c.client_id as "clientId", c.policy_version as "policyVersion", c.claims, c.declined, c.scopes,
  c.given_at as "givenAt"`;
const ofAccount = `identity_provider.consents c
  join identity_provider.accounts a on a.person_id = c.person_id
  where a.reference_id = :referenceId and c.ended_at is null`;

/** The consent that stands between an account and a service. */
export async function findConsent(db: Db, place: Place): Promise<StandingConsent | undefined> {
  const { rows } = await db.raw<{ rows: StandingConsent[] }>(
    `select ${columns} from ${ofAccount} and c.client_id = :clientId`,
    place,
  );
  return rows[0];
}

export async function listConsents(db: Db, referenceId: string): Promise<StandingConsent[]> {
  const { rows } = await db.raw<{ rows: StandingConsent[] }>(
    `select ${columns} from ${ofAccount} order by c.given_at desc`,
    { referenceId },
  );
  return rows;
}

/** Puts a new answer in the place of the one before; of two tabs that answer at once, the later one's stands. */
export async function replaceConsent(
  tx: Tx,
  place: Place,
  given: Consent & { readonly id: string; readonly locale: 'ru' | 'en' },
): Promise<void> {
  // The account's row is what both wait for; without it two firsts would meet in the unique index.
  await tx.raw('select from identity_provider.accounts where reference_id = ? for no key update', [place.referenceId]);
  await endConsent(tx, place, 'replaced');
  await tx.raw(
    `insert into identity_provider.consents (id, person_id, client_id, policy_version, claims, declined, scopes, locale)
     select :id, person_id, :clientId, :policyVersion, :claims, :declined, :scopes, :locale
     from identity_provider.accounts where reference_id = :referenceId`,
    {
      ...place,
      ...given,
      claims: [...given.claims],
      declined: [...given.declined],
      scopes: [...given.scopes],
    } as never,
  );
}

/** Ends the consent that stands; `false` where there was none. */
export async function endConsent(tx: Tx, place: Place, because: 'replaced' | 'withdrawn'): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.consents c set ended_at = now(), ended_because = :because
     from identity_provider.accounts a
     where a.person_id = c.person_id and a.reference_id = :referenceId and c.client_id = :clientId and c.ended_at is null`,
    { ...place, because } as never,
  );
  return rowCount > 0;
}
