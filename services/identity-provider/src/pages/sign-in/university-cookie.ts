import { type page, readCookie } from '@onecampus/http';
import type { Context } from '../../context.ts';

type Handled = Parameters<Parameters<typeof page>[1]['handle']>[0];

/** The university that was chosen last on this device; no secret and nobody's name. */
const universityCookie = 'campus_university';
const university_cookie_ms = 365 * 86_400_000;

export function rememberedUniversity(request: Handled['request']): string | undefined {
  return readCookie(request, universityCookie);
}

export function rememberUniversity(context: Context, response: Handled['response'], slug: string): void {
  if (!/^[a-z0-9-]{2,32}$/.test(slug)) return;
  response.cookie(universityCookie, slug, {
    maxAge: university_cookie_ms,
    httpOnly: true,
    sameSite: 'lax',
    secure: context.config.issuer.startsWith('https:'),
    path: '/',
  });
}

/** "Not my university": the device asks anew the next time. */
export function forgetUniversity(response: Handled['response']): void {
  response.clearCookie(universityCookie, { path: '/' });
}
