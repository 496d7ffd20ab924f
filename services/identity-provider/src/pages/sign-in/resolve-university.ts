import type { University } from '@onecampus/directory';
import type { page } from '@onecampus/http';
import type { Context } from '../../context.ts';
import { liveUpstreamOf } from '../../federation/upstream-directory.ts';
import type { PendingSignIn } from '../../provider/interactions.ts';
import { hintedUniversity } from '../../rules/hinted-university.ts';
import { rememberedUniversity } from './university-cookie.ts';

type Request = Parameters<Parameters<typeof page>[1]['handle']>[0]['request'];

export type ResolvedUniversity =
  /** Nobody knows yet: `chooseUniversity` makes the page that asks. */
  | { readonly kind: 'none' }
  /** Its people sign in here. */
  | { readonly kind: 'local'; readonly university: University }
  /** Its people sign in at its own provider; `start` is our path that begins it. */
  | { readonly kind: 'upstream'; readonly university: University; readonly start: string };

/** Where "which university?" is asked again; the answer comes back as `?university=`. */
export function universityPath(uid: string): string {
  return `/interaction/${uid}?choose=yes`;
}

/**
 * Whose member is signing in, by what is known before anybody typed anything, the surest first: what was chosen just now
 * (`?university=`), what the application hints at, what was chosen last on this device. `?choose=yes` and `?q=` ask anew
 * whatever is known. `?way=password` asks for the form here also where the university has a provider of its own, for the day
 * on which that provider is out of order.
 */
export async function resolveUniversity(
  context: Context,
  request: Request,
  pending: PendingSignIn,
): Promise<ResolvedUniversity> {
  const { query } = request;
  if (query['choose'] !== undefined || query['q'] !== undefined) return { kind: 'none' };
  const members = (await context.universities.all()).filter(({ hasLeft }) => !hasLeft);
  const named = (slug: unknown) => members.find((one) => one.slug === slug);
  const meant = named(query['university']) ?? hintedUniversity(members, pending);
  const university = meant ?? named(rememberedUniversity(request));
  if (!university) return { kind: 'none' };
  const upstream = query['way'] === 'password' ? undefined : await liveUpstreamOf(context, university.id);
  if (!upstream) return { kind: 'local', university };
  // Where the device remembers it and nobody said so, the person is asked: the device may have had somebody else before.
  const asked = new URLSearchParams({
    university: university.slug,
    ...(meant ? { go: 'yes' } : {}),
    ...(query['shared'] === 'yes' ? { shared: 'yes' } : {}),
  });
  return { kind: 'upstream', university, start: `/interaction/${pending.uid}/upstream?${asked}` };
}
