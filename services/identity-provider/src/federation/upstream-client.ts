import { DomainError } from '@onecampus/errors';
import { clock_skew_seconds } from '@onecampus/runtime';
import { open } from '@onecampus/tokens';
import * as oidc from 'openid-client';
import type { Context } from '../context.ts';
import { perContext } from '../per-context.ts';
import type { Upstream } from '../store/upstreams.ts';
import { upstreamSecretPlace } from './upstream-secret-place.ts';

/** Metadata may change (another token endpoint); keys are fetched anew by the library where a `kid` is unknown. */
const kept_ms = 10 * 60_000;
const timeout_seconds = 5;

type Known = { readonly version: number; readonly until: number; readonly client: Promise<oidc.Configuration> };

const knownClients = perContext((_context: Context) => new Map<string, Known>());

/**
 * Us as an application of a university's provider, by its metadata (OpenID Connect Discovery 1.0). Asked for when it is
 * first needed and again when its settings or ten minutes have passed; a failure is not remembered.
 *
 * @throws DomainError `upstream.unavailable`.
 */
export async function upstreamClient(context: Context, upstream: Upstream): Promise<oidc.Configuration> {
  const clients = knownClients(context);
  const now = context.clock.now().getTime();
  let known = clients.get(upstream.id);
  if (!known || known.version !== upstream.version || known.until < now) {
    known = { version: upstream.version, until: now + kept_ms, client: discover(context, upstream) };
    clients.set(upstream.id, known);
  }
  try {
    return await known.client;
  } catch (error) {
    if (clients.get(upstream.id) === known) clients.delete(upstream.id);
    throw new DomainError(
      'upstream.unavailable',
      `The provider ${upstream.issuer} cannot be reached as it is set up.`,
      {
        cause: error,
        retryAfterSeconds: 5,
      },
    );
  }
}

async function discover(context: Context, upstream: Upstream): Promise<oidc.Configuration> {
  const client = await oidc.discovery(
    new URL(upstream.issuer),
    upstream.clientId,
    { [oidc.clockTolerance]: clock_skew_seconds },
    proofOf(context, upstream),
    {
      timeout: timeout_seconds,
      [oidc.customFetch]: ((url, options) =>
        context.outgoing.call(upstream.universityId, url, options as object)) as oidc.CustomFetch,
      // The signature of each ID token is checked, though it came straight from the token endpoint.
      execute: [oidc.enableNonRepudiationChecks, ...(context.config.production ? [] : [oidc.allowInsecureRequests])],
    },
  );
  // Letter by letter: a link is kept under the issuer, and two spellings would be two people.
  if (client.serverMetadata().issuer !== upstream.issuer) {
    throw new Error(`the provider calls itself ${client.serverMetadata().issuer}`);
  }
  return client;
}

function proofOf({ config }: Context, upstream: Upstream): oidc.ClientAuth {
  if (upstream.authMethod === 'none' || upstream.secretSealed === null) return oidc.None();
  const secret = open(upstream.secretSealed, config.keyEncryptionKey, upstreamSecretPlace(upstream.id));
  return upstream.authMethod === 'client_secret_post' ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret);
}
