import type { University } from '@onecampus/directory';

/** Where the section lies in a university's console. */
export function waysInPath({ slug }: Pick<University, 'slug'>, more = ''): string {
  return `/console/${slug}/ways-in${more}`;
}
