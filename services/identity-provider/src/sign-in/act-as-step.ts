import type { Context } from '../context.ts';
import type { PendingSignIn } from '../provider/interactions.ts';
import type { SignInFacts } from '../store/credentials.ts';
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
  isNeeded: async (
    context: Context,
    pending: PendingSignIn,
    progress: SignInProgress,
    facts: SignInFacts | undefined,
  ): Promise<boolean> => {
    if (progress.universityId !== undefined) return false;
    if (!pending.asked.scope.split(' ').includes(homeScope)) return false;
    const universities = await context.universities.all();
    if (!facts) return (await listMemberships(context.db, progress.personId, universities)).length > 1;
    return universities.filter(({ id, hasLeft }) => !hasLeft && facts.universityIds.includes(id)).length > 1;
  },
  path: (uid: string): string => `/interaction/${uid}/act-as`,
};
