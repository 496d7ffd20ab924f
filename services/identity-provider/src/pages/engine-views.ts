import type { ServerResponse } from 'node:http';
import { localeOf, type PageView, type WebOptions } from '@onecampus/http';
import { type Locale, renderDocument } from '@onecampus/pages';
import type { Logger } from '@onecampus/runtime';
import { signOutNow, speaksForSession } from '../provider/sign-out.ts';
import type { EngineViews } from '../provider/views.ts';
import { againPath } from '../sign-in/again.ts';
import { engineDeviceViews } from './device/engine-device-views.ts';
import { faultView } from './fault-view.ts';
import { receiptPath } from './receipt/receipt-view.ts';
import { signOutView } from './sign-out-views.ts';

type EngineContext = Parameters<EngineViews['signOut']>[0];

/** Our pages in the places where the engine, not express, is answering. */
export function engineViews(service: WebOptions['service'], log: Logger): EngineViews {
  const show = (ctx: EngineContext, { status, ...view }: PageView) => {
    ctx.status = status ?? 200;
    ctx.type = 'html';
    ctx.body = renderDocument({ ...view, locale: languageOf(ctx.res), path: pathOf(ctx), service });
  };
  return {
    error: async (ctx, out, error) => {
      const uid = /^\/auth\/([A-Za-z0-9_-]{1,128})$/.exec(ctx.path)?.[1];
      const fault = {
        error: out.error,
        description: out.error_description,
        expired: error.name === 'SessionNotFound',
        status: ctx.status,
        ...(uid === undefined ? {} : { again: againPath(uid) }),
      };
      log.info({ error: out.error, reason: out.error_description, status: ctx.status }, 'the engine refused a request');
      show(ctx, faultView(fault, languageOf(ctx.res), String(ctx.res.getHeader('X-Request-ID') ?? '')));
    },
    signOut: async (ctx) => {
      if (await speaksForSession(ctx)) return signOutNow(ctx);
      const { secret } = ctx.oidc.session!.state as { secret: string };
      show(
        ctx,
        signOutView({ locale: languageOf(ctx.res), action: ctx.oidc.urlFor('end_session_confirm'), xsrf: secret }),
      );
    },
    signedOut: async (ctx) => {
      ctx.status = 303;
      ctx.redirect(receiptPath);
    },
    device: engineDeviceViews(show, (ctx) => languageOf(ctx.res)),
  };
}

/** The engine is handed express's own response, on which packages/http has noted the language. */
function languageOf(response: ServerResponse): Locale {
  return localeOf(response as unknown as Parameters<typeof localeOf>[0]);
}

/** Where the other language is to be had; a sign-in on a device is over where it says so, and cannot be shown again. */
function pathOf(ctx: EngineContext): string {
  return ctx.oidc?.route === 'device_resume' ? '/' : String(ctx.originalUrl);
}
