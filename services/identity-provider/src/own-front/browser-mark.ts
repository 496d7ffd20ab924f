import { readCookie } from '@onecampus/http';
import { randomToken } from '@onecampus/runtime';
import type { Context } from '../context.ts';
import type { Exchange } from './exchange.ts';

/** Marks given within one answer: whoever asks twice gets the same. */
const given = new WeakMap<Exchange['response'], string>();

const mark_form = /^[A-Za-z0-9_-]{43}$/;

/** The value by which a browser is known from the beginning of a sign-in to its end; a new browser gets one. */
export function browserMark(context: Context, exchange: Exchange): string {
  const known = knownBrowserMark(context, exchange) ?? given.get(exchange.response);
  if (known !== undefined) return known;
  const mark = randomToken();
  given.set(exchange.response, mark);
  const secure = isSecure(context);
  exchange.response.appendHeader(
    'Set-Cookie',
    `${nameOf(secure)}=${mark}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
  );
  return mark;
}

/** `undefined` where this browser has begun nothing. */
export function knownBrowserMark(context: Context, { request }: Pick<Exchange, 'request'>): string | undefined {
  const mark = readCookie(request, nameOf(isSecure(context)));
  return mark !== undefined && mark_form.test(mark) ? mark : undefined;
}

const nameOf = (secure: boolean) => (secure ? '__Host-campus_front' : 'campus_front');
const isSecure = ({ config }: Context) => config.issuer.startsWith('https:');
