import type { ServerResponse } from 'node:http';
import { localeOf, type PageView, type WebOptions } from '@onecampus/http';
import { type Locale, renderDocument } from '@onecampus/pages';
import type { Logger } from '@onecampus/runtime';
import { signOutNow, speaksForSession } from '../provider/sign-out.ts';
import type { EngineViews } from '../provider/views.ts';
import { faultView } from './fault-view.ts';
import { signedOutView, signOutView } from './sign-out-views.ts';

type EngineContext = Parameters<EngineViews['signOut']>[0];

/** Our pages in the places where the engine, not express, is answering. */
export function engineViews(service: WebOptions['service'], log: Logger): EngineViews {
  const show = (ctx: EngineContext, { status, ...view }: PageView) => {
    ctx.status = status ?? 200;
    ctx.type = 'html';
    ctx.body = renderDocument({ ...view, locale: languageOf(ctx.res), path: String(ctx.originalUrl), service });
  };
  return {
    error: async (ctx, out, error) => {
      const fault = {
        error: out.error,
        description: out.error_description,
        expired: error.name === 'SessionNotFound',
        status: ctx.status,
      };
      log.info({ error: out.error, reason: out.error_description, status: ctx.status }, 'the engine refused a request');
      show(ctx, faultView(fault, languageOf(ctx.res), String(ctx.res.getHeader('X-Request-ID') ?? '')));
    },
    signOut: async (ctx) => {
      if (speaksForSession(ctx)) return signOutNow(ctx, log);
      const { secret } = ctx.oidc.session!.state as { secret: string };
      show(
        ctx,
        signOutView({ locale: languageOf(ctx.res), action: ctx.oidc.urlFor('end_session_confirm'), xsrf: secret }),
      );
    },
    signedOut: async (ctx) => show(ctx, signedOutView({ locale: languageOf(ctx.res) })),
  };
}

/** The engine is handed express's own response, on which packages/http has noted the language. */
function languageOf(response: ServerResponse): Locale {
  return localeOf(response as unknown as Parameters<typeof localeOf>[0]);
}
