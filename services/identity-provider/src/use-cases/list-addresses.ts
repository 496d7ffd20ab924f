import type { Db } from '@onecampus/database';
import { type EmailAddress, listOwnAddresses, listUniversityAddresses } from '../store/emails.ts';

/** Where somebody is told what happens to his account: the addresses that he gave, and those of his universities. */
export async function listAddresses(
  { db }: { readonly db: Db },
  personId: string,
): Promise<{ own: EmailAddress[]; universities: string[] }> {
  return { own: await listOwnAddresses(db, personId), universities: await listUniversityAddresses(db, personId) };
}
