import { withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { findLastFile, findLastProvisioning, type LastFile, type LastProvisioning } from '../store/last-heard.ts';
import { listTokens, type ScimToken } from '../store/scim/tokens.ts';

/** What a university's systems were last heard to say, so that whoever connects one sees whether it arrives. */
export interface LastHeard {
  readonly file: LastFile | undefined;
  readonly provisioning: LastProvisioning | undefined;
  /** The token that was used last, if any ever was. */
  readonly token: ScimToken | undefined;
}

export function showLastHeard(registry: Registry, wanted: { readonly universityId: string }): Promise<LastHeard> {
  return withinUniversity(registry.db, wanted.universityId, async (tx) => {
    const used = (await listTokens(tx, wanted.universityId)).filter((one) => one.lastUsedAt !== null);
    used.sort((one, other) => other.lastUsedAt!.getTime() - one.lastUsedAt!.getTime());
    return { file: await findLastFile(tx), provisioning: await findLastProvisioning(tx), token: used[0] };
  });
}
