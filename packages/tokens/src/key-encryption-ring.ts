import type { KeyEncryptionKey } from './seal.ts';

/** The key-encryption keys of one process: all of them open, and one of them, named from outside, seals. */
export interface KeyEncryptionRing extends KeyEncryptionKey {
  /** The names of all keys at hand. */
  readonly knows: readonly string[];
  /** The name of the key that should seal and is not at hand. */
  readonly lacks: string | undefined;
  /** From now on this one seals; one that is not at hand changes nothing but `lacks`. */
  sealWith(id: string): void;
  deriveFrom(root: Uint8Array): void;
}

/** @param keys the first one seals until another is named. */
export function keyEncryptionRing(keys: readonly [KeyEncryptionKey, ...KeyEncryptionKey[]]): KeyEncryptionRing {
  let sealing = keys[0];
  let root: Uint8Array | undefined;
  let lacks: string | undefined;
  return {
    get id() {
      return sealing.id;
    },
    get bytes() {
      return sealing.bytes;
    },
    get others() {
      return keys.filter((key) => key.id !== sealing.id);
    },
    get root() {
      return root;
    },
    get lacks() {
      return lacks;
    },
    knows: keys.map((key) => key.id),
    sealWith: (id) => {
      const named = keys.find((key) => key.id === id);
      sealing = named ?? sealing;
      lacks = named === undefined ? id : undefined;
    },
    deriveFrom: (bytes) => {
      root = bytes;
    },
  };
}
