import { key, rateLimiter } from '@onecampus/ephemeral';
import { isDomainError } from '@onecampus/errors';
import { hashToken } from '@onecampus/tokens';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { deviceCodeAdapter } from '../device-code-adapter.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { EngineExtension } from '../extension.ts';
import { shortLivedAdapter } from '../short-lived-adapter.ts';

/**
 * Wrong codes from one network in ten minutes. Twenty letters in eight places are 2.6 · 10¹⁰ codes: at this rate a network
 * that tries for ten minutes while a thousand devices wait finds one in half a million times (RFC 8628 §5.1).
 */
const misses = { name: 'device-code', points: 50, window_seconds: 600 };

/** Signing in on a device without a keyboard or a browser (RFC 8628), with pages of ours. */
export const deviceExtension: EngineExtension = {
  name: 'device',
  configure: (base, { views }) => ({
    ...base,
    features: {
      ...base.features,
      deviceFlow: {
        enabled: true,
        charset: 'base-20',
        mask: '****-****',
        // Who asks is told by the application's name; addresses of devices are nobody's business.
        deviceInfo: () => ({}),
        userCodeInputSource: (ctx, _form, _out, error) => {
          if (error?.name === 'NotFoundError') missed.add(ctx);
          views.device.failed(ctx, error);
        },
        userCodeConfirmSource: (ctx, _form, client, _info, userCode) => views.device.confirm(ctx, client, userCode),
        successSource: (ctx) => views.device.done(ctx),
      },
    },
  }),
  adapter: (kind, { stores: { db, ephemeral }, kek }) =>
    kind === 'DeviceCode'
      ? deviceCodeAdapter(shortLivedAdapter('DeviceCode', ephemeral, db), ephemeral, kek)
      : undefined,
  amend: (provider, parts) => {
    const guard = guessing(parts);
    provider.use(async (untyped, next) => {
      const ctx = untyped as unknown as KoaContextWithOIDC;
      if (ctx.path !== '/device') return next();
      const source = hashToken(ctx.ip);
      if (ctx.method === 'POST' && (await guard.isClosed(source))) {
        parts.views.device.input(withoutSession(ctx), { trouble: 'too-many' });
        ctx.set('Retry-After', String(misses.window_seconds));
        return;
      }
      await next();
      if (missed.has(ctx)) await guard.failed(source);
      // With the code in the address the engine posts it by script; ours asks for a press, which thwarts links sent by others.
      const userCode = ctx.oidc?.params?.['user_code'];
      if (ctx.method === 'GET' && typeof userCode === 'string') parts.views.device.input(ctx, { userCode });
    });
  },
  isEnginePath: (path) => /^\/device(\/|$)/.test(path),
  isProgramPath: (path) => path === '/device/auth',
};

/** Requests in which a code was entered that there is not. */
const missed = new WeakSet<object>();

function guessing({ stores: { ephemeral } }: EngineParts) {
  const limiter = rateLimiter(ephemeral, misses);
  const closed = (source: string) => key('rate-limit', 'device-code-closed', source);
  return {
    isClosed: async (source: string) => (await ephemeral.get(closed(source)).catch(whileAway)) !== undefined,
    failed: async (source: string) => {
      try {
        await limiter.count(source);
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'request.too_many') throw error;
        await ephemeral.set(closed(source), '1', misses.window_seconds).catch(whileAway);
      }
    },
  };
}

/** While the store is away no device code can be found either. */
function whileAway(error: unknown): undefined {
  if (isDomainError(error) && error.code === 'ephemeral.unavailable') return undefined;
  throw error;
}

/** The page before the engine has looked for a session: its form cannot be sent, and need not be. */
function withoutSession(ctx: KoaContextWithOIDC): KoaContextWithOIDC {
  return Object.assign(Object.create(ctx) as KoaContextWithOIDC, {
    oidc: { session: undefined, urlFor: () => '/device' },
  });
}
