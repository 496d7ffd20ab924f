import type { IncomingMessage } from 'node:http';
import { key, rateLimiter } from '@onecampus/ephemeral';
import { isDomainError } from '@onecampus/errors';
import { hashToken } from '@onecampus/tokens';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { networkOf } from '../../rules/network-of.ts';
import { deviceCodeAdapter } from '../device-code-adapter.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { EngineExtension } from '../extension.ts';
import { shortLivedAdapter } from '../short-lived-adapter.ts';

/**
 * Wrong codes from one network (rules/network-of.ts) in ten minutes. Twenty letters in eight places are 2.6 · 10¹⁰ codes: at this rate a network
 * that tries for ten minutes while a thousand devices wait finds one in half a million times (RFC 8628 §5.1).
 */
const misses = { name: 'device-code', points: 50, window_seconds: 600 };

/** Wished for between two questions of a device (RFC 8628 §3.2), and what too fast a one adds to it each time (§3.5). */
const interval_seconds = 5;
const slow_down_seconds = 5;
const interval_seconds_max = 60;
/** A device that asks on time arrives a little sooner now and then. */
const on_time_ms = 500;
const pace_kept_seconds = 3_600;

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
      if (ctx.path === '/token') {
        await next();
        return slowDown(ctx, parts);
      }
      if (ctx.path !== '/device') return next();
      const source = hashToken(networkOf(addressOf(ctx)));
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

/**
 * A device that asks again too soon is told so, and has to wait five seconds longer from then on. One that has its answer by
 * then gets it: the pace concerns waiting alone.
 */
async function slowDown(ctx: KoaContextWithOIDC, { stores: { ephemeral }, clock }: EngineParts): Promise<void> {
  const body = ctx.body as { error?: string; error_description?: string } | undefined;
  const code = ctx.oidc?.params?.['device_code'];
  if (body?.error !== 'authorization_pending' || typeof code !== 'string') return;
  const place = key('device-code', 'pace', hashToken(code));
  const text = await ephemeral.get(place).catch(whileAway);
  const now = clock.now().getTime();
  const known = text === undefined ? undefined : (JSON.parse(text) as { at: number; interval: number });
  const before = known?.interval ?? interval_seconds;
  const tooSoon = known !== undefined && now - known.at < before * 1_000 - on_time_ms;
  const interval = tooSoon ? Math.min(before + slow_down_seconds, interval_seconds_max) : before;
  await ephemeral.set(place, JSON.stringify({ at: now, interval }), pace_kept_seconds).catch(whileAway);
  if (tooSoon)
    ctx.body = {
      error: 'slow_down',
      error_description: `ask again after ${interval} seconds, and no sooner from now on`,
    };
}

/** As the frame reads it from the proxies that are ours; the engine would take any that names itself one. */
function addressOf(ctx: KoaContextWithOIDC): string {
  return (ctx.req as IncomingMessage & { ip?: string }).ip ?? ctx.ip;
}

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
