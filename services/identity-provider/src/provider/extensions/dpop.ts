import { deriveKey } from '@onecampus/tokens';
import { decodeJwt } from 'jose';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { clock_ahead_seconds_max } from '../../rules/client-jwt-faults.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { EngineExtension } from '../extension.ts';

/** How far a proof's `iat` may be from our clock where it carries no nonce of ours. */
const proof_age_seconds_max = 60;

/**
 * Tokens bound to a key of the client's (DPoP, RFC 9449). A proof is taken once. One whose clock is off by more than a
 * minute has to carry a nonce of ours instead, which any instance gives and knows: a wrong clock locks nobody out.
 */
export const dpopExtension: EngineExtension = {
  name: 'dpop',
  configure: (base, parts) => ({
    ...base,
    features: {
      ...base.features,
      dPoP: {
        enabled: true,
        nonceSecret: deriveKey(parts.kek, 'dpop-nonce'),
        allowReplay: false,
        requireNonce: (ctx) => needsNonce(ctx, parts),
      },
    },
  }),
};

/** Asked before the engine looks at the proof; what is not a proof at all is the engine's to refuse. */
function needsNonce(ctx: KoaContextWithOIDC, { clock }: EngineParts): boolean {
  const iat = issuedAt(ctx.get('DPoP'));
  if (iat === undefined) return false;
  const ahead_seconds = iat - clock.now().getTime() / 1_000;
  // FAPI 2.0 §5.3.2.1: refused whatever else it carries.
  if (ctx.oidc.client?.['profile'] === 'fapi2' && ahead_seconds > clock_ahead_seconds_max) {
    throw new errors.InvalidDpopProof('DPoP proof iat is in the future');
  }
  return Math.abs(ahead_seconds) > proof_age_seconds_max;
}

function issuedAt(proof: string): number | undefined {
  try {
    const { iat } = decodeJwt(proof);
    return typeof iat === 'number' ? iat : undefined;
  } catch {
    return undefined;
  }
}
