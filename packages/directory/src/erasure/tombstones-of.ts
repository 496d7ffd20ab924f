import type { Db } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { type NamedIdentifier, tombstoneMarker } from './tombstone-mark.ts';

/** The identifiers that nobody is ever given again. */
export interface Tombstones {
  readonly size: number;
  has(identifier: NamedIdentifier): boolean;
}

/**
 * The tombstones of a university. Read them when comparing, to refuse a row with a reason; and call {@link refuseTombstoned}
 * after writing, because an erasure may happen in between. An ORCID iD is its owner's and not a university's: at another
 * university he may state it again (docs/decisions/0015-erasure-destroys-keys.md).
 *
 * @param db inside the university, or across universities.
 * @param dataKey CAMPUS_DATA_KEY, 32 bytes.
 */
export async function tombstonesOf(db: Db, dataKey: Uint8Array, universityId: string): Promise<Tombstones> {
  const { rows } = await db.raw<{ rows: { mark: string }[] }>(
    `select encode(value_hmac, 'hex') as mark from directory.identifiers
     where state = 'tombstone' and university_id = ?`,
    [universityId],
  );
  const marks = new Set(rows.map(({ mark }) => mark));
  const markOf = tombstoneMarker(dataKey);
  return {
    size: marks.size,
    has: (identifier) => marks.size > 0 && marks.has(markOf(identifier).toString('hex')),
  };
}

/** Up to so many are asked for by their marks; for a whole roll the university's tombstones are read instead. */
const looked_up_max = 1_000;

/**
 * The last look before a commit, in the transaction that wrote the identifiers and after it wrote them: an insert waits for
 * an erasure of the same value that is under way, so that its tombstone is seen here.
 *
 * @throws DomainError `identifier.erased`, naming the scheme.
 */
export async function refuseTombstoned(
  tx: Db,
  dataKey: Uint8Array,
  universityId: string,
  identifiers: readonly NamedIdentifier[],
): Promise<void> {
  const tombstones =
    identifiers.length > looked_up_max
      ? await tombstonesOf(tx, dataKey, universityId)
      : await tombstonesAmong(tx, dataKey, identifiers);
  const taken = identifiers.find((identifier) => tombstones.has(identifier));
  if (taken === undefined) return;
  throw new DomainError(
    'identifier.erased',
    'This identifier belonged to somebody who was erased; it is never given again.',
    {
      details: { scheme: taken.scheme },
    },
  );
}

async function tombstonesAmong(
  db: Db,
  dataKey: Uint8Array,
  identifiers: readonly NamedIdentifier[],
): Promise<Pick<Tombstones, 'has'>> {
  const markOf = tombstoneMarker(dataKey);
  const { rows } = await db.raw<{ rows: { mark: string }[] }>(
    `select encode(value_hmac, 'hex') as mark from directory.identifiers
     where state = 'tombstone'
       and (scheme, scope, value_hmac) in (select * from unnest(?::text[], ?::text[], ?::bytea[]))`,
    [identifiers.map(({ scheme }) => scheme), identifiers.map(({ scope }) => scope), identifiers.map(markOf)] as never,
  );
  const marks = new Set(rows.map(({ mark }) => mark));
  return { has: (identifier) => marks.has(markOf(identifier).toString('hex')) };
}
