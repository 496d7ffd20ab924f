import { clock_skew_seconds } from '@onecampus/runtime';
import { errors } from 'oidc-provider';
import { assertionFault } from '../../rules/client-jwt-faults.ts';
import type { EngineExtension } from '../extension.ts';

/**
 * The FAPI 2.0 Security Profile for the clients that have it. What it demands of a client's registration is kept with the
 * client (rules/client-security.ts): pushed requests, PKCE, DPoP, assertions under strong algorithms. Here is what it
 * demands of each request; the checks of an assertion hold for every client that sends one.
 */
export const fapiExtension: EngineExtension = {
  name: 'fapi',
  configure: (base, { clock, issuer }) => ({
    ...base,
    // Ten seconds ahead are no fault and more than sixty are one (FAPI 2.0 §5.3.2.1).
    clockTolerance: clock_skew_seconds,
    assertJwtClientAuthClaimsAndHeader: (_ctx, claims, { alg }, client) => {
      const fault = assertionFault({
        claims,
        alg: typeof alg === 'string' ? alg : undefined,
        now_seconds: clock.now().getTime() / 1_000,
        fapi: client['profile'] === 'fapi2',
        clientId: client.clientId,
        issuer,
      });
      if (fault !== undefined) throw new errors.InvalidClientAuth(fault);
    },
    features: {
      ...base.features,
      fapi: { enabled: true, profile: (_ctx, client) => (client?.['profile'] === 'fapi2' ? '2.0' : undefined) },
    },
  }),
  // RFC 9126 §2.1: a pushed request that names another is malformed, whatever the engine calls it.
  amend: (provider) =>
    provider.use(async (ctx, next) => {
      await next();
      const answer = ctx.body as { error?: string } | undefined;
      if (ctx.path === '/request' && answer?.error === 'request_uri_not_supported') {
        ctx.body = { ...answer, error: 'invalid_request' };
      }
    }),
};
