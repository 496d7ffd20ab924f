import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** An authenticator in software, as far as a relying party can see one (WebAuthn Level 3 §6). */
export interface SoftAuthenticator {
  /** What `navigator.credentials.create` would give, as JSON. */
  create(options: CreationOptions): string;
  /** What `navigator.credentials.get` would give, as JSON. */
  get(options: RequestOptions): string;
  /** The same passkeys in other hands: what somebody has who copied the device. */
  copy(): SoftAuthenticator;
}

export type CreationOptions = {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
  readonly user: { readonly id: string };
};
export type RequestOptions = {
  readonly challenge: string;
  readonly rpId?: string;
  readonly allowCredentials?: readonly { readonly id: string }[];
};

export type SoftAuthenticatorWishes = {
  /** The origin of the page; the browser writes it down, so a page of another site cannot pretend. */
  readonly origin: string;
  /** Whether it checked who holds it, by a PIN or a finger. */
  readonly verifiesUser?: boolean;
  /** Whether it counts its signatures; synced passkeys do not. */
  readonly counts?: boolean;
  /** Whether its owner's cloud keeps copies. */
  readonly synced?: boolean;
};

type Held = { id: Buffer; rpId: string; userHandle: string; key: KeyObject; counter: number };

export function softAuthenticator(wishes: SoftAuthenticatorWishes, from: readonly Held[] = []): SoftAuthenticator {
  const held: Held[] = from.map((one) => ({ ...one }));
  const flags = (attested: boolean) =>
    0x01 | (wishes.verifiesUser === false ? 0 : 0x04) | (wishes.synced ? 0x18 : 0) | (attested ? 0x40 : 0);
  const authenticatorData = (one: Held, attested?: Buffer) =>
    Buffer.concat([
      createHash('sha256').update(one.rpId).digest(),
      Buffer.from([flags(attested !== undefined)]),
      uint32(one.counter),
      ...(attested ? [attested] : []),
    ]);
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: wishes.origin, crossOrigin: false }));
  const count = (one: Held) => {
    if (wishes.counts) one.counter += 1;
  };

  return {
    create: ({ challenge, rp, user }) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const one = { id: randomBytes(32), rpId: rp.id ?? '', userHandle: user.id, key: privateKey, counter: 0 };
      held.push(one);
      count(one);
      const { x, y } = publicKey.export({ format: 'jwk' });
      const coseKey = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x!, 'base64url')],
          [-3, Buffer.from(y!, 'base64url')],
        ]),
      );
      const attested = Buffer.concat([Buffer.alloc(16), uint16(one.id.length), one.id, coseKey]);
      const attestationObject = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authenticatorData(one, attested)],
        ]),
      );
      return answer(one.id, {
        clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      });
    },
    get: ({ challenge, rpId, allowCredentials }) => {
      const wanted = new Set(allowCredentials?.map(({ id }) => id));
      const one = held.find((each) => wanted.size === 0 || wanted.has(each.id.toString('base64url')));
      if (!one) throw new Error('no passkey for this page');
      if (rpId !== one.rpId) throw new Error(`a passkey of ${one.rpId} is not for ${rpId}`);
      count(one);
      const data = authenticatorData(one);
      const client = clientData('webauthn.get', challenge);
      const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(client).digest()]), one.key);
      return answer(one.id, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: one.userHandle,
      });
    },
    copy: () => softAuthenticator(wishes, held),
  };
}

function answer(id: Buffer, response: Record<string, unknown>): string {
  const text = id.toString('base64url');
  return JSON.stringify({ id: text, rawId: text, type: 'public-key', clientExtensionResults: {}, response });
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** As much of CBOR (RFC 8949) as a registration holds. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Map) {
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([name, one]) => [cbor(name), cbor(one)])]);
  }
  throw new Error('not in a registration');
}

function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  return value < 256
    ? Buffer.from([(major << 5) | 24, value])
    : Buffer.concat([Buffer.from([(major << 5) | 25]), uint16(value)]);
}
