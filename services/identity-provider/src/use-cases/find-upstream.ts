import type { Db } from '@onecampus/database';
import { findUpstream, type Upstream } from '../store/upstreams.ts';

/** A provider by its id, whoever's it is: for the answer that comes to its redirect address. */
export function findUpstreamById(db: Db, id: string): Promise<Upstream | undefined> {
  return findUpstream(db, id);
}
