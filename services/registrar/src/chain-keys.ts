import { createHmac } from 'node:crypto';
import { type AuditKey, auditKey, type PublicKey, publicKey } from '@onecampus/audit-chain';
import type { Registry } from './registry.ts';

/** What signs the audit chains. None of it is in the database, which is what the signatures are about. */
export interface ChainKeys {
  readonly operator: AuditKey;
  /** Public keys that the operator signed with before. */
  readonly retired: readonly PublicKey[];
  /** The sample consortium only: a witness key for each university, in the hands of the one who is witnessed. */
  readonly sampleWitness: ((slug: string) => AuditKey) | undefined;
}

/** What the use cases of the audit chains work with. */
export interface AuditRegistry extends Registry {
  readonly chainKeys: ChainKeys;
}

export function chainKeys(given: {
  readonly seed: Uint8Array;
  readonly retired: readonly string[];
  readonly sampleWitnesses: Uint8Array | undefined;
}): ChainKeys {
  const { sampleWitnesses } = given;
  return {
    operator: auditKey(given.seed),
    retired: given.retired.map(publicKey),
    sampleWitness:
      sampleWitnesses && ((slug) => auditKey(createHmac('sha256', sampleWitnesses).update(`witness ${slug}`).digest())),
  };
}
