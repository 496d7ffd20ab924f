import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import type { NamedIdentifier } from '../erasure/tombstone-mark.ts';
import { refuseTombstoned } from '../erasure/tombstones-of.ts';
import { normalIdentifier } from '../people/find-person-by-identifier.ts';

export interface IdentifierOwner {
  readonly recordId: string;
  readonly personId: string;
  readonly universityId: string;
}

/** Schemes that have one world; a university that knows of no other's must not learn of it by a refusal. */
const worldwide: ReadonlySet<string> = new Set(['orcid']);

/**
 * Gives a record exactly these identifiers. What it had and is not named becomes prior and stays its person's for ever. Of
 * two logins of one person at a university the first stays the current one.
 *
 * @throws DomainError `row.duplicate` with `details.scheme` where one is or was somebody else's; `identifier.erased`.
 */
export async function giveIdentifiers(
  tx: Tx,
  dataKey: Uint8Array,
  owner: IdentifierOwner,
  identifiers: readonly NamedIdentifier[],
): Promise<void> {
  await retire(tx, owner, identifiers);
  if (identifiers.length === 0) return;
  await insert(tx, owner, identifiers);
  const foreign = await findForeign(tx, owner, identifiers);
  if (foreign !== undefined) {
    throw new DomainError('row.duplicate', 'The identifier is or was somebody else’s; it is never given again.', {
      details: { constraint: 'identifier_never_reused', scheme: foreign },
    });
  }
  await refuseTombstoned(tx, dataKey, owner.universityId, identifiers);
}

async function retire(tx: Tx, owner: IdentifierOwner, kept: readonly NamedIdentifier[]): Promise<void> {
  await tx.raw(
    `update directory.identifiers i set state = 'prior'
     where i.source_record_id = ? and i.state = 'current'
       and not exists (select from unnest(?::text[], ?::text[], ?::text[]) as k (scheme, scope, value_normal)
                       where (k.scheme, k.scope, k.value_normal) = (i.scheme, i.scope, i.value_normal))`,
    [owner.recordId, ...columnsOf(kept)] as never,
  );
}

async function insert(tx: Tx, owner: IdentifierOwner, wanted: readonly NamedIdentifier[]): Promise<void> {
  await tx.raw(
    `insert into directory.identifiers (id, person_id, source_record_id, university_id, scheme, scope, value, value_normal, state)
     select directory.new_id(), ?::uuid, ?::uuid, ?::uuid, k.scheme, k.scope, k.value, k.value_normal,
            case when k.scheme = 'eppn' and exists (
              select from directory.identifiers i where i.person_id = ?::uuid and i.scheme = 'eppn' and i.scope = k.scope
                and i.state = 'current' and i.value_normal <> k.value_normal) then 'prior' else 'current' end
     from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as k (scheme, scope, value_normal, value)
     on conflict (scheme, scope, value_normal) do update set state = excluded.state
       where identifiers.source_record_id = excluded.source_record_id and identifiers.state <> 'tombstone'`,
    [
      owner.personId,
      owner.recordId,
      owner.universityId,
      owner.personId,
      ...columnsOf(wanted),
      wanted.map(({ value }) => value),
    ] as never,
  );
}

async function findForeign(
  tx: Tx,
  owner: IdentifierOwner,
  wanted: readonly NamedIdentifier[],
): Promise<string | undefined> {
  const own = wanted.filter(({ scheme }) => !worldwide.has(scheme));
  const { rows } = await tx.raw<{ rows: { scheme: string }[] }>(
    `select k.scheme from unnest(?::text[], ?::text[], ?::text[]) as k (scheme, scope, value_normal)
     where not exists (select from directory.identifiers i
                       where (i.scheme, i.scope, i.value_normal) = (k.scheme, k.scope, k.value_normal) and i.person_id = ?)
     limit 1`,
    [...columnsOf(own), owner.personId] as never,
  );
  return rows[0]?.scheme;
}

function columnsOf(identifiers: readonly NamedIdentifier[]): [string[], string[], string[]] {
  return [
    identifiers.map(({ scheme }) => scheme),
    identifiers.map(({ scope }) => scope),
    identifiers.map(({ value }) => normalIdentifier(value)),
  ];
}
