import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { clientJwtFault } from '../../rules/client-jwt-faults.ts';
import type { EngineExtension } from '../extension.ts';

/** FAPI 2.0 Message Signing §5.3.1: a request object is of this hour. */
const request_object_seconds_max = 3_600;

/**
 * Signed requests (JAR, RFC 9101) and signed answers (JARM) for whoever wants them. A request object is signed or none: the
 * unsigned kind says nothing that the query does not. By reference there are only those that were pushed to us (RFC 9126).
 */
export const jarExtension: EngineExtension = {
  name: 'jar',
  configure: (base, { clock }) => ({
    ...base,
    features: {
      ...base.features,
      jwtResponseModes: { enabled: true },
      requestObjects: {
        enabled: true,
        requireSignedRequestObject: false,
        assertJwtClaimsAndHeader: (ctx, claims, { alg }, client) => {
          // What was pushed without a signature is kept in the same form; its sender has proved himself there.
          if (alg === 'none') return;
          const now_seconds = clock.now().getTime() / 1_000;
          const fapi = client['profile'] === 'fapi2';
          const fault =
            clientJwtFault({ claims, alg: text(alg), now_seconds, fapi }) ??
            (fapi ? ageFault(ctx, claims, now_seconds) : undefined);
          if (fault !== undefined) throw new errors.InvalidRequestObject(`Request Object: ${fault}`);
        },
      },
    },
  }),
};

function ageFault(ctx: KoaContextWithOIDC, claims: Readonly<Record<string, unknown>>, now_seconds: number) {
  const { nbf, exp, aud } = claims;
  if (aud !== ctx.oidc.issuer && !(Array.isArray(aud) && aud.includes(ctx.oidc.issuer)))
    return 'aud must be our issuer';
  if (typeof nbf !== 'number' || typeof exp !== 'number') return 'nbf and exp must be given';
  if (now_seconds - nbf > request_object_seconds_max) return 'nbf is more than an hour ago';
  return exp - nbf > request_object_seconds_max ? 'exp is more than an hour after nbf' : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
