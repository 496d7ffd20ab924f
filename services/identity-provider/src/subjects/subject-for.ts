import type { Db } from '@onecampus/database';
import { randomReference } from '@onecampus/runtime';
import { sectorOf } from '../rules/sector.ts';
import type { Client } from '../store/clients.ts';
import { findPairwiseSubject, insertPairwiseSubject } from '../store/pairwise-subjects.ts';

/** A subject never changes once it was given, so each process asks for one only once. */
const remembered = new WeakMap<Db, Map<string, string>>();
const remembered_max = 50_000;

/**
 * What an application calls a person: the `sub` of its tokens, of its logout tokens and of SAML's `pairwise-id`. Where the
 * application is not meant to recognise people whom others know, it is a subject of its own sector, drawn at random at the
 * first meeting and kept for ever: it outlives changes of keys and of redirect addresses. People who became one person keep
 * the subjects of their accounts.
 *
 * @param who.referenceId the account's public reference, which is the subject itself for applications that may know it.
 */
export async function subjectFor(
  { db }: { readonly db: Db },
  who: { readonly referenceId: string; readonly client: Pick<Client, 'id' | 'subjectType' | 'sector'> },
): Promise<string> {
  return who.client.subjectType === 'public'
    ? who.referenceId
    : pairwiseSubject(db, sectorOf(who.client), who.referenceId);
}

/**
 * @throws Error where the account's person is not in the directory: nobody's subject is better than somebody else's.
 */
export async function pairwiseSubject(db: Db, sector: string, referenceId: string): Promise<string> {
  const known = remembered.get(db) ?? new Map<string, string>();
  remembered.set(db, known);
  const place = `${sector} ${referenceId}`;
  const before = known.get(place) ?? (await findPairwiseSubject(db, sector, referenceId));
  const subject = before ?? (await drawn(db, sector, referenceId));
  if (known.size >= remembered_max) known.clear();
  known.set(place, subject);
  return subject;
}

async function drawn(db: Db, sector: string, referenceId: string): Promise<string> {
  await insertPairwiseSubject(db, { sector, referenceId, subject: randomReference() });
  const subject = await findPairwiseSubject(db, sector, referenceId);
  if (subject === undefined) throw new Error('there is nobody of this reference to give a subject to');
  return subject;
}
