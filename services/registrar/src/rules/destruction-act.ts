import type { ActParties, TrailEntry } from '../store/erasure-trail.ts';
import type { ErasureRecord } from '../store/erasures.ts';

/**
 * An act of destruction with its extract of the system's log, in the parts that Roskomnadzor's order 179 of 28.10.2022 asks
 * for. The person is named by the public reference: by then nothing else of him is known here.
 */
export interface DestructionAct {
  readonly type: 'destruction-act';
  readonly version: 1;
  readonly id: string;
  readonly operator: { readonly name: string; readonly nameEn: string; readonly registration: string | null };
  readonly person: { readonly reference: string; readonly id: string };
  readonly basis: string;
  readonly asked: { readonly by: string; readonly at: string };
  readonly destroyedBy: string;
  readonly destroyedAt: string;
  readonly system: string;
  readonly method: string;
  readonly categories: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** Nothing of the person is left at any university. */
  readonly whole: boolean;
  readonly log: readonly {
    readonly id: string;
    readonly at: string;
    readonly actor: string;
    readonly action: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly link: { readonly chain: string; readonly n: string; readonly hash: string } | null;
  }[];
}

const categories = [
  'family name, given name, patronymic',
  'birth date',
  'marks of the national number and of the identity document',
  'e-mail address and telephone',
  'number and login at the university',
  'faculty and programme of each affiliation',
  'earlier versions of all these and the key they were sealed under',
  'rows of imported files and their previews',
  'keys for finding other records of the same person',
] as const;

const method =
  'Values overwritten with nothing; the data key of each record destroyed (AES-256-GCM), by which sealed copies in backups become unreadable; identifiers replaced by keyed hashes.';

/** Only of an erasure that was done. */
export function destructionAct(
  erasure: ErasureRecord,
  parties: ActParties,
  trail: readonly TrailEntry[],
): DestructionAct {
  return {
    type: 'destruction-act',
    version: 1,
    id: erasure.id,
    operator: { name: parties.nameRu, nameEn: parties.nameEn, registration: parties.operatorRegistration },
    person: { reference: parties.personReference, id: erasure.personId },
    basis: erasure.basis,
    asked: { by: erasure.askedBy, at: erasure.askedAt.toISOString() },
    destroyedBy: erasure.decidedBy!,
    destroyedAt: erasure.decidedAt!.toISOString(),
    system: 'One Campus: directory, registrar, identity provider, card issuer',
    method,
    categories,
    counts: { ...erasure.destroyed! },
    whole: erasure.whole!,
    log: trail.map(({ id, at, actor, action, details, chain, n, hash }) => ({
      id,
      at: at.toISOString(),
      actor,
      action,
      details,
      link: chain === null || n === null || hash === null ? null : { chain, n, hash },
    })),
  };
}
