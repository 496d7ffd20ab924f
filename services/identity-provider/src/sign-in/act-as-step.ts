import type { Context } from '../context.ts';
import { askedScopes } from '../provider/asked-scopes.ts';
import type { PendingSignIn } from '../provider/interactions.ts';
import { listMemberships } from '../use-cases/list-memberships.ts';
import type { SignInProgress } from './progress.ts';

/** The scope of an application that wants one home organization, where somebody may have several. */
const homeScope = 'schac_home_organization';

/**
 * Whoever belongs to several universities says as whose member he comes, where the application wants one home organization
 * and the way in has not said it already: who signed in at a university's own provider comes from there.
 */
export const actAsStep = {
  name: 'act-as',
  isNeeded: async (context: Context, pending: PendingSignIn, progress: SignInProgress): Promise<boolean> => {
    if (progress.universityId !== undefined) return false;
    if (!(await askedScopes(context.engine, pending.uid)).includes(homeScope)) return false;
    const memberships = await listMemberships(context.db, progress.personId, await context.universities.all());
    return memberships.length > 1;
  },
  path: (uid: string): string => `/interaction/${uid}/act-as`,
};
