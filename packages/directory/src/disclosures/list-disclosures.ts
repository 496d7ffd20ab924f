import type { Db } from '@onecampus/database';
import type { Disclosure } from './record-disclosures.ts';

export interface ListedDisclosure {
  readonly id: string;
  readonly at: Date;
  readonly fromUniversityId: string | null;
  readonly to: string;
  readonly attributes: readonly string[];
  readonly basis: Disclosure['basis'];
  readonly purpose: Disclosure['purpose'];
}

/**
 * What was given away about a person, those included who were merged into him, the newest first.
 *
 * @param page `before` is the id of the last one of the page before; ids are in the order of time.
 */
export async function listDisclosures(
  db: Db,
  personId: string,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<ListedDisclosure[]> {
  const { rows } = await db.raw<{ rows: ListedDisclosure[] }>(
    `select id, at, from_university_id as "fromUniversityId", to_party as "to", attributes, basis, purpose
     from directory.disclosures
     where person_id in (select directory.same_person(?)) and (?::uuid is null or id < ?::uuid)
     order by id desc limit ?`,
    [personId, page.before ?? null, page.before ?? null, page.limit] as never,
  );
  return rows;
}
