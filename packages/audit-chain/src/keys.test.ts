import { describe, expect, it } from '@jest/globals';
import { auditKey, isPublicKey, publicKey, signatureHolds } from './keys.ts';

describe('audit keys', () => {
  it('are Ed25519 (RFC 8032 §7.1, test 1)', () => {
    const key = auditKey(Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'));
    expect(Buffer.from(key.x, 'base64url').toString('hex')).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
  });

  it('are named by their thumbprint (RFC 8037 appendix A.3)', () => {
    expect(publicKey('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo').keyId).toBe(
      'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    );
  });

  it('sign what nobody else can, and only one spelling of it counts', () => {
    const key = auditKey(Buffer.alloc(32, 7));
    const signature = key.sign({ a: 1, b: 2 });
    expect(signatureHolds({ b: 2, a: 1 }, signature, key)).toBe(true);
    expect(signatureHolds({ a: 1, b: 3 }, signature, key)).toBe(false);
    expect(signatureHolds({ a: 1, b: 2 }, `${signature}=`, key)).toBe(false);
    expect(signatureHolds({ a: 1, b: 2 }, signature, auditKey(Buffer.alloc(32, 8)))).toBe(false);
    expect(isPublicKey(key.x)).toBe(true);
    expect(isPublicKey(`${key.x}=`)).toBe(false);
    expect(() => auditKey(Buffer.alloc(31))).toThrow(RangeError);
  });
});
