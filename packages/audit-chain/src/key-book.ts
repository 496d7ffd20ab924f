import type { KeyLine } from './export-lines.ts';
import { isPublicKey, type PublicKey, publicKey } from './keys.ts';

/** A public key that somebody vouches for from elsewhere: pinned by the reader, not told by the file. */
export interface TrustedKey {
  readonly role: 'operator' | 'witness';
  /** Slug of the university, or `operator`. */
  readonly name: string;
  readonly x: string;
}

export interface BookedKey extends PublicKey {
  readonly name: string;
  readonly pinned: boolean;
}

/** Whose key is whose. Once the reader has pinned an operator's key, no other counts as the operator's. */
export class KeyBook {
  readonly #keys = new Map<string, BookedKey>();
  readonly operatorPinned: boolean;

  constructor(trusted: readonly TrustedKey[]) {
    this.operatorPinned = trusted.some(({ role }) => role === 'operator');
    for (const { role, name, x } of trusted) this.#add(role, { ...publicKey(x), name, pinned: true });
  }

  /** Takes a key that the file names. False where the line does not name the key it carries. */
  take(line: KeyLine): boolean {
    if (!isPublicKey(line.x) || publicKey(line.x).keyId !== line.key_id) return false;
    const known = this.#keys.has(place(line.role, line.key_id));
    if (!known && !(line.role === 'operator' && this.operatorPinned)) {
      this.#add(line.role, { keyId: line.key_id, x: line.x, name: line.name, pinned: false });
    }
    return true;
  }

  operator(keyId: string): BookedKey | undefined {
    return this.#keys.get(place('operator', keyId));
  }

  witness(keyId: string): BookedKey | undefined {
    return this.#keys.get(place('witness', keyId));
  }

  #add(role: KeyLine['role'], key: BookedKey): void {
    this.#keys.set(place(role, key.keyId), key);
  }
}

function place(role: KeyLine['role'], keyId: string): string {
  return `${role} ${keyId}`;
}
