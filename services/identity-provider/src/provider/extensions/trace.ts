import type { IncomingMessage } from 'node:http';
import { constantTimeEqual, hashToken } from '@onecampus/tokens';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { secretFault } from '../../doctor/secret-fault.ts';
import { type RawRequest, sentBy } from '../../doctor/sent-by.ts';
import { isTraceFull, type Traced, trace } from '../../doctor/trace.ts';
import { traceStranger } from '../../doctor/trace-stranger.ts';
import type { Registered, Sent } from '../../rules/diagnose/finding.ts';
import { adviceOn, type DiagnosedStep, diagnose } from '../../rules/diagnose.ts';
import { presets } from '../../rules/presets.ts';
import { knownScopes } from '../../rules/split-scope.ts';
import type { Client } from '../../store/clients.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { EngineExtension } from '../extension.ts';

type Ctx = KoaContextWithOIDC;
type Seen = {
  readonly client: Client;
  readonly sent: Sent;
  readonly registered: Registered & { knownScopes: readonly string[] };
};

/**
 * Follows every sign-in for the doctor of its application (doctor/trace.ts): from the request over the code to the tokens and
 * the userinfo endpoint, and what is wrong where one is refused. It listens only: an answer is as fast and as it was.
 */
export const traceExtension: EngineExtension = {
  name: 'trace',
  amend: (provider, parts) => {
    const tools = { db: parts.stores.db, log: parts.log };
    /** Looks at a step behind the answer; whatever goes wrong here is nobody's trouble. */
    const note = (ctx: Ctx, outcome: Traced['outcome'], thread: Thread, told: (seen: Seen) => Told) => {
      const known = ctx.oidc.client?.clientId;
      const source = sourceOf(ctx);
      if (known !== undefined && isTraceFull(tools.db, { clientId: known, outcome, source })) return;
      const sent = rawOf(ctx, parts);
      seenOf(ctx, parts, sent)
        .then((seen) => {
          if (!seen) return;
          const observed = plain(seen.sent);
          trace(tools, { clientId: seen.client.id, outcome, source, ...thread, observed, ...told(seen) });
        })
        .catch((error: unknown) => parts.log.debug({ err: error }, 'a step of a sign-in was not traced'));
    };
    const refused = (step: DiagnosedStep, continues?: (ctx: Ctx) => string | undefined) => (ctx: Ctx, error: Error) => {
      const secret = secretFaultOf(ctx);
      const refusal = refusalOf(error);
      note(ctx, 'refused', { continues: continues?.(ctx) }, ({ client, sent, registered }) => ({
        step,
        error: refusal.error,
        finding: isOpen(client)
          ? diagnose(step, refusal, { ...sent, secret }, registered)
          : { code: 'client-closed', registered: client.state },
      }));
    };

    provider.on('interaction.started', (ctx, prompt) =>
      note(
        ctx,
        'waiting',
        { continues: resumedUid(ctx), leadsTo: ctx.oidc.entities.Interaction?.uid },
        ({ sent, registered }) => ({
          step: prompt.name === 'consent' ? 'consent' : 'request',
          finding: adviceOn(sent, registered) ?? null,
        }),
      ),
    );
    provider.on('authorization.success', (ctx, out) => {
      const continues = resumedUid(ctx);
      note(ctx, 'ok', { continues, leadsTo: (out as { code?: string } | undefined)?.code }, ({ sent, registered }) => ({
        step: 'code',
        // With a question in between, the advice is at the request already.
        finding: continues === undefined ? (adviceOn(sent, registered) ?? null) : null,
      }));
    });
    provider.on('grant.success', (ctx) => {
      if (ctx.oidc.params?.['grant_type'] !== 'authorization_code') return;
      const leadsTo = (ctx.body as { access_token?: string } | undefined)?.access_token;
      note(ctx, 'ok', { continues: codeOf(ctx), leadsTo }, () => ({ step: 'tokens' }));
    });
    provider.on('authorization.error', (ctx, error) => {
      if (ctx.oidc.client) return refused('request', resumedUid)(ctx, error);
      const { client_id: clientId, redirect_uri: redirectUri } = ctx.query;
      void traceStranger(tools, { clientId, redirectUri, source: sourceOf(ctx) });
    });
    provider.on('pushed_authorization_request.error', refused('request'));
    provider.on('grant.error', refused('tokens', codeOf));
    provider.on('userinfo.error', refused('userinfo', bearerOf));
    provider.on('end_session.error', refused('sign-out'));
    provider.on('end_session.success', (ctx) => note(ctx, 'ok', {}, () => ({ step: 'sign-out' })));
    // The engine tells nobody that userinfo was given; which claims these were is what somebody wants to see.
    provider.use(async (ctx, next) => {
      await next();
      const engine = ctx as unknown as Ctx;
      if (engine.oidc?.route !== 'userinfo' || ctx.status !== 200 || typeof ctx.body !== 'object') return;
      const told = ctx.body as Record<string, unknown>;
      const asksForEmail = engine.oidc.accessToken?.scope?.split(' ').includes('email') === true;
      note(engine, 'ok', { continues: bearerOf(engine) }, () => ({
        step: 'userinfo',
        observed: { claims: Object.keys(told) },
        finding: asksForEmail && told['email_verified'] !== true ? { code: 'email-unverified' } : null,
      }));
    });
  },
};

/** Where applications prove who they are. */
const provesItself = new Set(['token', 'pushed_authorization_request']);

type Thread = Pick<Traced, 'continues' | 'leadsTo'>;
type Told = Pick<Traced, 'step'> & Partial<Pick<Traced, 'error' | 'finding' | 'observed'>>;

function sourceOf(ctx: Ctx): string | undefined {
  return (ctx.req as IncomingMessage & { ip?: string }).ip;
}

/** Taken at once: the engine goes on with its context. */
function rawOf(ctx: Ctx, { clock }: EngineParts): RawRequest {
  // The engine takes scopes that nobody knows out of its parameters; somebody may be waiting for what they mean to him.
  const asked = typeof ctx.query['scope'] === 'string' ? { scope: ctx.query['scope'] } : {};
  return {
    params: { ...ctx.oidc.params, ...asked },
    authorization: ctx.headers.authorization,
    now: clock.now(),
  };
}

/** What is known of the application and what it sent; `undefined` where nobody knows whose request it is. */
async function seenOf({ oidc }: Ctx, { stores }: EngineParts, raw: RawRequest): Promise<Seen | undefined> {
  const clientId = oidc.client?.clientId ?? (provesItself.has(oidc.route) ? claimedId(raw) : undefined);
  const client = clientId === undefined ? undefined : await stores.clients.find(clientId);
  // Our own pages need no doctor.
  if (!client || client.origin === 'product') return undefined;
  const registered = {
    redirectUris: client.redirectUris,
    postLogoutRedirectUris: client.postLogoutRedirectUris,
    authMethod: client.tokenEndpointAuthMethod,
    requirePkce: client.requirePkce,
    scope: client.scope,
    ...ofProduct(client),
    signedAlg: client.signedAlg,
    knownScopes,
  };
  return { client, sent: sentBy(raw, [...client.redirectUris, ...client.postLogoutRedirectUris]), registered };
}

/** Who an application says that it is, where the engine refused it before it looked. */
function claimedId({ params, authorization }: RawRequest): string | undefined {
  if (typeof params['client_id'] === 'string') return params['client_id'];
  const [scheme, credentials = ''] = authorization?.split(' ') ?? [];
  const [id] = Buffer.from(credentials, 'base64').toString().split(':');
  return scheme?.toLowerCase() === 'basic' && id ? id : undefined;
}

function isOpen({ state }: Client): boolean {
  return state === 'draft' || state === 'live';
}

/** What its product is known for. */
function ofProduct({ preset }: Client): Pick<Registered, 'sendsNonce' | 'wantedAlg'> {
  if (preset === null) return { sendsNonce: false, wantedAlg: undefined };
  return { sendsNonce: presets[preset].sendsNonce, wantedAlg: presets[preset].wantedAlg };
}

type WithSecrets = { readonly clientSecret?: string; readonly older_secret?: { readonly hash: string } };

function secretFaultOf(ctx: Ctx): ReturnType<typeof secretFault> {
  const { oidc, headers } = ctx;
  const client = oidc.client as (WithSecrets & { clientId: string }) | undefined;
  if (!client) return undefined;
  return secretFault(
    { authorization: headers.authorization, body: oidc.params?.['client_secret'] },
    client.clientId,
    (secret) => {
      const hash = hashToken(secret);
      if (client.clientSecret !== undefined && constantTimeEqual(hash, client.clientSecret)) return 'present';
      return client.older_secret !== undefined && constantTimeEqual(hash, client.older_secret.hash) ? 'older' : 'no';
    },
  );
}

function refusalOf(error: Error & { error?: string; error_description?: string; error_detail?: string }) {
  return {
    error: error.error ?? error.name,
    description: error.error_description ?? '',
    detail: `${error.error_detail ?? ''} ${error.cause instanceof Error ? error.cause.message : ''}`.trim(),
  };
}

/** The question that this authorization comes back from (`/auth/<uid>`). */
function resumedUid(ctx: Ctx): string | undefined {
  return /^\/auth\/([^/]+)$/.exec(ctx.path)?.[1];
}

function codeOf(ctx: Ctx): string | undefined {
  const code = ctx.oidc.params?.['code'];
  return typeof code === 'string' ? code : undefined;
}

function bearerOf(ctx: Ctx): string | undefined {
  return /^(?:bearer|dpop) (\S+)$/i.exec(ctx.headers.authorization ?? '')?.[1];
}

function plain(sent: Sent): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
}
