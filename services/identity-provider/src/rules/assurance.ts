import type { SignInProgress } from '../sign-in/progress.ts';

/** REFEDS Single-Factor and Multi-Factor Authentication Profiles, as values of `acr`. */
export const refedsSfa = 'https://refeds.org/profile/sfa';
export const refedsMfa = 'https://refeds.org/profile/mfa';
export const knownAcrs = [refedsMfa, refedsSfa] as const;

/**
 * What a sign-in may be called. Two factors of different kinds are MFA: a password with a one-time code, or a passkey that
 * checked its owner (`user`) besides being held. Another provider's word counts for what that provider called it.
 */
export function acrOf({
  methods,
  upstreamIssuer,
  upstreamAcr,
}: Pick<SignInProgress, 'methods' | 'upstreamIssuer' | 'upstreamAcr'>): string | undefined {
  const has = (method: SignInProgress['methods'][number]) => methods.includes(method);
  const held = has('hwk') || has('swk') || has('otp');
  const known = has('pwd') || has('user');
  if (held && known) return refedsMfa;
  if (upstreamIssuer !== undefined) return knownAcrs.find((acr) => acr === upstreamAcr);
  return held || known ? refedsSfa : undefined;
}

/** Whether one assurance satisfies a wish for another: MFA is SFA too. */
export function satisfies(acr: string | undefined, wanted: readonly string[]): boolean {
  if (acr === undefined) return false;
  return wanted.includes(acr) || (acr === refedsMfa && wanted.includes(refedsSfa));
}
