import type { Logger } from '@onecampus/runtime';
import { constantTimeEqual, hashToken } from '@onecampus/tokens';
import { type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { sidOf } from '../rules/session-ids.ts';
import { addFormTargets } from './add-form-targets.ts';
import { engineConfiguration } from './configuration.ts';
import type { EngineKeys, EngineParts } from './engine-parts.ts';
import { extensions } from './extensions.ts';
import { TemporarilyUnavailable } from './protocol-error.ts';
import { goOn, isNothingToSignOut } from './sign-out.ts';

/** What the engine keeps on its models and its types do not show; everything that we change there is in this file. */
type Overridable = {
  Client: { prototype: { compareClientSecret(actual: string): boolean } };
  Session: { prototype: SessionModel };
};
type SessionModel = {
  uid: string;
  sidFor(clientId: string, value?: string): string | undefined;
  ensureClientContainer(clientId: string): void;
};

/** Of a request that the engine may not have begun to understand. */
type EngineContext = Parameters<Parameters<Provider['use']>[0]>[0];

export type BuildOptions = {
  readonly behindProxy: boolean;
  readonly log: Logger;
};

/** One engine for one set of keys; another set gets another engine (see engine.ts). */
export function buildProvider(parts: EngineParts, keys: EngineKeys, options: BuildOptions): Provider {
  const provider = new Provider(parts.issuer, engineConfiguration(parts, keys));
  provider.proxy = options.behindProxy;

  const { Client, Session } = provider as unknown as Overridable;
  // What the engine holds as the secret is its SHA-256 (rules/client-metadata.ts).
  Client.prototype.compareClientSecret = function compareHashes(
    this: { clientSecret?: string },
    actual: string,
  ): boolean {
    return this.clientSecret !== undefined && constantTimeEqual(hashToken(actual), this.clientSecret);
  };
  // The engine draws a sid at random for whichever tab comes first; ours is the same for all tabs of a session.
  Session.prototype.ensureClientContainer = function ensureSid(this: SessionModel, clientId: string): void {
    if (!this.sidFor(clientId)) this.sidFor(clientId, sidOf(this.uid, clientId));
  };

  provider.use(async (ctx, next) => {
    await next().catch((error: unknown) => answerOutage(ctx, error, parts));
    if (ctx.status === 503) ctx.set('Retry-After', '2');
    if (isNothingToSignOut(ctx)) goOn(ctx);
    addFormTargets(ctx);
  });
  provider.on('server_error', (ctx, error) => options.log.error({ err: error, path: ctx.path }, 'the engine failed'));
  (provider as NodeJS.EventEmitter).on('error', (error: unknown) =>
    options.log.error({ err: error }, 'the engine failed outside a request'),
  );
  for (const extension of extensions) extension.amend?.(provider, parts);
  return provider;
}

/**
 * The engine keeps the session when its own handling of errors is behind it. Where the database goes at that very moment,
 * whoever waits for the page is told so by a page like any other, and not by two words of plain text.
 */
async function answerOutage(ctx: EngineContext, error: unknown, { views }: EngineParts): Promise<void> {
  if (!(error instanceof TemporarilyUnavailable)) throw error;
  const out = { error: error.message };
  // Nothing of what was about to be said is true: the session that it speaks of was not kept.
  ctx.remove('Location');
  ctx.remove('Set-Cookie');
  ctx.status = error.statusCode;
  if (ctx.accepts('json', 'html') === 'html') await views.error(ctx as KoaContextWithOIDC, out, error);
  else ctx.body = out;
}
