export {
  ACCESS_TOKEN_TYPE,
  type AccessTokenChecks,
  type AccessTokenClaims,
  requireScope,
  signAccessToken,
  verifyAccessToken,
} from './access-token.ts';
export { constantTimeEqual } from './constant-time-equal.ts';
export { derivationRoot, deriveKey } from './derive-key.ts';
export { type DpopProofChecks, seenProofs, verifyDpopProof } from './dpop-proof.ts';
export { generateSigningKey, publicHalf, type SigningAlgorithm, type SigningKeyPair } from './generate-signing-key.ts';
export { hashToken } from './hash-token.ts';
export { keyEncryptionKey } from './key-encryption-key.ts';
export { type KeyEncryptionRing, keyEncryptionRing } from './key-encryption-ring.ts';
export { type KeyRing, keyRing, type SigningKey, type SigningKeyState } from './key-ring.ts';
export { planRotation, type RotationStep, type RotationTimes } from './plan-rotation.ts';
export { type RemoteJwksOptions, remoteJwks } from './remote-jwks.ts';
export { type ApiService, allScopes, audienceOf, isScope, type Scope, scopesOf, scopeTable } from './scopes.ts';
export { type KeyEncryptionKey, open, SealError, seal, sealedUnder } from './seal.ts';
export {
  signTerminalAssertion,
  TERMINAL_ASSERTION_LIFETIME_SECONDS_MAX,
  TERMINAL_ASSERTION_TYPE,
  type TerminalAssertionClaims,
  verifyTerminalAssertion,
} from './terminal-assertion.ts';
