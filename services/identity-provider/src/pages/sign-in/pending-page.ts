import {
  allowFormTargets,
  anybody,
  localeOf,
  type PageAnswer,
  type PageDefinition,
  page,
  readCookie,
} from '@onecampus/http';
import { isLocale, type Locale, localeCookie } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { findPendingSignIn, isLostSignIn, type PendingSignIn } from '../../provider/interactions.ts';
import { againCookie, againPath } from '../../sign-in/again.ts';
import { faultView } from '../fault-view.ts';

type Handled = Parameters<PageDefinition<undefined, z.ZodType, z.ZodType, z.ZodType>['handle']>[0];
export type Exchange = Pick<Handled, 'request' | 'response'>;

const params = z.strictObject({ uid: z.string().max(128) });

export interface PendingPage<Form extends z.ZodType> {
  readonly method: 'get' | 'post';
  /** What follows `/interaction/:uid`. */
  readonly path: string;
  readonly form?: Form;
  /** Answers before anything is asked of any store; `undefined` goes on. */
  readonly before?: (
    input: Exchange & { readonly form: z.infer<Form>; readonly locale: Locale },
  ) => Promise<PageAnswer | undefined>;
  readonly handle: (
    input: Exchange & { readonly pending: PendingSignIn; readonly form: z.infer<Form>; readonly locale: Locale },
  ) => Promise<PageAnswer>;
}

/** One page of a sign-in that this browser is in the middle of. */
export function pendingPage<Form extends z.ZodType>(app: App, context: Context, definition: PendingPage<Form>): void {
  const { method, path, form } = definition;
  page(app, {
    method,
    path: `/interaction/:uid${path}`,
    visitor: anybody,
    params,
    ...(form ? { form } : {}),
    handle: async ({ form: sent, request, response }) => {
      const early = await definition.before?.({
        form: sent as z.infer<Form>,
        request,
        response,
        locale: localeOf(response),
      });
      if (early) return early;
      const pending = await findPendingSignIn(context.engine, { request, response });
      if (!pending) return lostView({ request, response });
      if (pending.formTarget) allowFormTargets(response, pending.formTarget);
      speakAsAsked({ request, response }, pending);
      try {
        return await definition.handle({
          pending,
          form: sent as z.infer<Form>,
          request,
          response,
          locale: localeOf(response),
        });
      } catch (error) {
        // It was there a moment ago: what kept it has gone in between, and nobody did anything wrong.
        if (!isLostSignIn(error)) throw error;
        return lostView({ request, response });
      }
    },
  });
}

/** The sign-in is not there any more: one press begins it again where this browser knows what was asked. */
function lostView({ request, response }: Exchange): PageAnswer {
  const again =
    readCookie(request, againCookie) === undefined ? {} : { again: againPath(String(request.params['uid'])) };
  const fault = {
    error: 'invalid_request',
    description: 'interaction not found',
    expired: true,
    status: 400,
    ...again,
  };
  return faultView(fault, localeOf(response), String(response.locals['requestId']));
}

/** `ui_locales` of the application counts where the person has not chosen a language (OpenID Connect Core §3.1.2.1). */
function speakAsAsked({ request, response }: Exchange, pending: PendingSignIn): void {
  const chosen = readCookie(request, localeCookie) ?? (request.query as Record<string, unknown>)['lang'];
  if (chosen !== undefined) return;
  const asked = pending.uiLocales.map((tag) => tag.split('-')[0]).find((tag): tag is Locale => isLocale(tag));
  if (asked) response.locals['locale'] = asked;
}
