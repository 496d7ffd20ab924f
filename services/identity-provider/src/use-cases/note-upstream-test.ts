import { type Db, transaction } from '@onecampus/database';
import { type Actor, findAccountHolders, findPeopleByIdentifier } from '@onecampus/directory';
import { upstreamTested } from '../events/upstreams.ts';
import type { MappedClaims } from '../rules/upstream-claims.ts';
import { markUpstreamTested, type Upstream } from '../store/upstreams.ts';

/** What a test sign-in has shown. */
export type TestOutcome =
  /** The identifier names one person of the directory: the provider may go live. */
  | 'person-found'
  /** It is of the right form and names nobody; the test counts, for the tester may have no record. */
  | 'nobody'
  /** The claims do not carry it as the mapping says: the test does not count. */
  | 'unfit';

/** Looks a test sign-in's identifier up as a sign-in would, and notes that the provider was tested as it is now. */
export async function noteUpstreamTest(
  db: Db,
  test: { readonly upstream: Upstream; readonly mapped: MappedClaims; readonly by: Actor },
): Promise<TestOutcome> {
  const { identifier } = test.mapped;
  if (!identifier) return 'unfit';
  const { id, version, universityId } = test.upstream;
  await transaction(db, async (tx) => {
    if (await markUpstreamTested(tx, { id, version, by: test.by })) {
      await upstreamTested(tx, test.by, { universityId, upstreamId: id });
    }
  });
  const { scheme, value, scopes } = identifier;
  const found =
    scheme === 'eppn'
      ? await findAccountHolders(db, value)
      : (
          await Promise.all(scopes.map((scope) => findPeopleByIdentifier(db, { value, schemes: [scheme], scope })))
        ).flat();
  return found.length === 1 ? 'person-found' : 'nobody';
}
