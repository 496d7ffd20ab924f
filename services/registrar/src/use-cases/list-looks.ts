import { acrossUniversities } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { type Look, listLooks as store } from '../store/my-looks.ts';

export type { Look } from '../store/my-looks.ts';

/**
 * Who opened a person: for the person himself. Staff are told by role and university, never by name. Who acts under his
 * university's authority is no recipient of his own (GDPR article 15; Court of Justice, C-579/21), and a name would be a
 * datum about the colleague; the university's audit chain holds it, and a registrar answers a dispute from it.
 */
export function listLooks(
  registry: Pick<Registry, 'db'>,
  wanted: { readonly personId: string; readonly before?: string | undefined; readonly limit: number },
): Promise<Look[]> {
  return acrossUniversities(registry.db, (tx) => store(tx, wanted.personId, wanted));
}
