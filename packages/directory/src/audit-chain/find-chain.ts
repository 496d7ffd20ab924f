import { consortiumChain } from '@onecampus/audit-chain';
import type { Db } from '@onecampus/database';
import { findUniversity } from '../universities/find-university.ts';
import { listUniversities } from '../universities/list-universities.ts';

export interface NamedChain {
  readonly chain: string;
  /** Slug of the university; null for the consortium's own chain and for an id that no university has. */
  readonly university: string | null;
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The chain of a university (slug, domain or id), or the one named `consortium`. A chain under an id that no university has
 * is somebody's mistake or worse, and can be looked at like any other. @throws DomainError `university.unknown`.
 */
export async function findChain(db: Db, name: string): Promise<NamedChain> {
  if (name === consortiumChain) return { chain: consortiumChain, university: null };
  if (id.test(name)) {
    const known = (await listUniversities(db)).find((one) => one.id === name);
    return { chain: name, university: known?.slug ?? null };
  }
  const university = await findUniversity(db, name);
  return { chain: university.id, university: university.slug };
}
