import type { Db } from '@onecampus/database';
import { type AccountHolder, accountHolders, auditInsert } from '@onecampus/directory';
import { signInSucceeded } from '../events.ts';
import type { Account } from './accounts.ts';

/** `imported`: the hash is another program's, from before its owner signed in here. */
export type Credentials = Account & { readonly hash: string; readonly imported: boolean };

/** Who is meant by a name that somebody typed, and what there is to compare his password with. */
export interface WhoSignsIn {
  readonly holder: AccountHolder | undefined;
  readonly credentials: Credentials | undefined;
  /** Whether the account knows the browser that asks. */
  readonly browserIsKnown: boolean;
}

type Row = {
  [Field in keyof (AccountHolder & Omit<Credentials, 'personId'>)]: (AccountHolder & Credentials)[Field] | null;
} & {
  readonly accountPersonId: string | null;
  readonly browserIsKnown: boolean;
};

/** Stands for nobody, so that an unknown name costs the same reads as a known one. */
const nobody = '00000000-0000-7000-8000-000000000000';

/**
 * Finds the holder of a login and the account with its password, in one statement: it is part of every sign-in. Two people
 * under one name would be a fault of the data; nobody is signed in as somebody else because of it. People who were merged
 * keep an account each, and a login opens the one it was made for; where that person has none, whichever the person has.
 *
 * @param eppns the full names that may be meant.
 * @param browserHash SHA-256 of the browser's cookie, where it has one.
 */
export async function findWhoSignsIn(
  db: Db,
  eppns: readonly string[],
  browserHash: string | undefined,
): Promise<WhoSignsIn> {
  const holders = accountHolders(eppns);
  const { rows } = await db.raw<{ rows: Row[] }>(
    `with holders as (${holders.sql}), holder as (
       select person_id, home_person_id from holders
       where (select count(distinct person_id) from holders) = 1 order by place limit 1
     ), meant as (
       select coalesce((select person_id from holder), '${nobody}') as person_id,
              coalesce((select home_person_id from holder), '${nobody}') as home_person_id
     )
     select h.person_id as "personId", h.home_person_id as "homePersonId", c.*,
            exists (select from identity_provider.known_browsers k
                    where k.id_hash = ? and k.person_id = coalesce(c."accountPersonId", '${nobody}')) as "browserIsKnown"
     from meant left join holder h on true left join lateral (
       select a.person_id as "accountPersonId", a.reference_id as "referenceId", a.state, a.epoch,
              coalesce(p.hash, i.hash) as hash, p.hash is null as imported
       from identity_provider.accounts a
       left join identity_provider.passwords p using (person_id)
       left join identity_provider.imported_passwords i using (person_id)
       where a.person_id in (select directory.same_person(meant.person_id)) and (p.hash is not null or i.hash is not null)
       order by a.person_id = meant.home_person_id desc, a.person_id = meant.person_id desc, a.created_at, a.person_id
       limit 1
     ) c on true`,
    [...holders.bindings, browserHash ?? ''] as never,
  );
  const { personId, homePersonId, accountPersonId, browserIsKnown, ...account } = rows[0]!;
  return {
    holder: personId === null ? undefined : { personId, homePersonId: homePersonId! },
    credentials: accountPersonId === null ? undefined : ({ ...account, personId: accountPersonId } as Credentials),
    browserIsKnown,
  };
}

/** What the steps after the password ask about whoever proved it. */
export interface SignInFacts {
  readonly hasSecondFactor: boolean;
  /** Where he has an affiliation now, by ids. */
  readonly universityIds: readonly string[];
}

/** Notes that a password was right, and reads in the same breath what the next steps ask. */
export async function notePasswordProved(
  db: Db,
  who: { readonly personId: string; readonly accountPersonId: string },
): Promise<SignInFacts> {
  const noted = auditInsert(signInSucceeded(who.personId));
  const { rows } = await db.raw<{ rows: SignInFacts[] }>(
    `with noted as (${noted.sql})
     select exists (select from identity_provider.totp where person_id = ? and confirmed_at is not null)
              or exists (select from identity_provider.passkeys where person_id = ?) as "hasSecondFactor",
            array(select distinct university_id::text from directory.effective_affiliations where person_id = ?)
              as "universityIds"`,
    [...noted.bindings, who.accountPersonId, who.accountPersonId, who.personId] as never,
  );
  return rows[0]!;
}
