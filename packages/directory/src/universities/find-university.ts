import type { Db } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { listUniversities } from './list-universities.ts';
import type { University } from './university.ts';

/** A university by its slug, its home organization or any of its scopes; `university.unknown` otherwise. */
export async function findUniversity(db: Db, name: string): Promise<University> {
  const wanted = name.toLowerCase();
  const universities = await listUniversities(db);
  const found = universities.find(
    (one) => one.slug === wanted || one.homeOrganization === wanted || one.scopes.includes(wanted),
  );
  if (!found) throw new DomainError('university.unknown', `No university of this consortium is called "${name}".`);
  return found;
}
