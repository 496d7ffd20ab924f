import { consortiumChain } from '@onecampus/audit-chain';
import type { Db } from '@onecampus/database';
import { findUniversity } from '../universities/find-university.ts';

export interface NamedChain {
  readonly chain: string;
  /** Slug of the university; null for the consortium's own chain. */
  readonly university: string | null;
}

/** The chain of a university (slug or domain), or the one named `consortium`. @throws DomainError `university.unknown`. */
export async function findChain(db: Db, name: string): Promise<NamedChain> {
  if (name === consortiumChain) return { chain: consortiumChain, university: null };
  const { id, slug } = await findUniversity(db, name);
  return { chain: id, university: slug };
}
