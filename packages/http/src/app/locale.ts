import {
  isLocale,
  type Locale,
  localeCookie,
  localeCookieMaxAgeSeconds,
  localeQuery,
  pickLocale,
} from '@onecampus/pages';
import type { RequestHandler, Response } from 'express';
import { readCookie } from './read-cookie.ts';

/** Picks the language of the answer; `?lang=` chooses one and remembers it. */
export function locale(secure: boolean): RequestHandler {
  return (request, response, next) => {
    const query = (request.query as Record<string, unknown>)[localeQuery];
    const cookie = readCookie(request, localeCookie);
    response.locals['locale'] = pickLocale({ query, cookie, acceptLanguage: request.get('accept-language') });
    if (isLocale(query) && query !== cookie) {
      response.cookie(localeCookie, query, {
        maxAge: localeCookieMaxAgeSeconds * 1_000,
        httpOnly: true,
        sameSite: 'lax',
        secure,
        path: '/',
      });
    }
    next();
  };
}

export function localeOf(response: Response): Locale {
  return (response.locals['locale'] as Locale | undefined) ?? 'ru';
}
