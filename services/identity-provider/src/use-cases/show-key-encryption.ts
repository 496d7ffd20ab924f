import { holder_seconds, type KeyEncryption, sealed_outside_seconds } from '../keys/key-encryption.ts';
import { findSealingKey, type KeyHolding, listKeyHoldings } from '../store/key-encryption.ts';
import { countSealedValues, type SealedTable } from '../store/sealed-values.ts';

export interface ShownKeyEncryption {
  /** The key that seals, and since when. */
  readonly sealing: string;
  readonly since: Date;
  readonly instances: readonly KeyHolding[];
  readonly values: readonly { readonly table: SealedTable; readonly keyId: string; readonly count: number }[];
  /** How many values are sealed under another key. */
  readonly left: number;
  /** From when on every other key may be taken out of the settings; `null` while something still needs one. */
  readonly othersEndAt: Date | null;
}

/** Who has which key-encryption key, and how much is sealed under which; nothing secret. */
export async function showKeyEncryption({ db }: Pick<KeyEncryption, 'db'>): Promise<ShownKeyEncryption> {
  const [sealing, instances, values] = await Promise.all([
    findSealingKey(db),
    listKeyHoldings(db, holder_seconds),
    countSealedValues(db),
  ]);
  const { id, since } = sealing!;
  const left = values.filter(({ keyId }) => keyId !== id).reduce((sum, { count }) => sum + count, 0);
  const settled = left === 0 && instances.every((one) => one.sealsWith === id);
  const othersEndAt = settled ? new Date(since.getTime() + sealed_outside_seconds * 1_000) : null;
  return { sealing: id, since, instances, values, left, othersEndAt };
}
