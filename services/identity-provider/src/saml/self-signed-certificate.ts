import { createPublicKey, randomBytes, sign } from 'node:crypto';

/**
 * A self-signed X.509 certificate (RFC 5280) around an RSA key: what SAML metadata carry a key in. Nobody builds a chain
 * from it, so it holds no more than has to be there.
 *
 * @returns base64 of the DER.
 */
export function selfSignedCertificate(of: {
  readonly privateKeyPem: string;
  readonly commonName: string;
  readonly from: Date;
  readonly until: Date;
}): string {
  const spki = createPublicKey(of.privateKeyPem).export({ type: 'spki', format: 'der' });
  const algorithm = sequence(objectId('2a864886f70d01010b'), Buffer.from([0x05, 0x00])); // sha256WithRSAEncryption
  const name = sequence(der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from(of.commonName.slice(0, 64))))));
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, serial),
    algorithm,
    name,
    sequence(time(of.from), time(of.until)),
    name,
    spki,
  );
  const signature = sign('sha256', body, of.privateKeyPem);
  return sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature]))).toString('base64');
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const hex = length.toString(16);
  const size =
    length < 0x80
      ? Buffer.from([length])
      : Buffer.from(
          (0x80 + Math.ceil(hex.length / 2)).toString(16) + hex.padStart(hex.length + (hex.length % 2), '0'),
          'hex',
        );
  return Buffer.concat([Buffer.from([tag]), size, content]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, Buffer.concat(parts));
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
function time(at: Date): Buffer {
  const text = `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return at.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
}
