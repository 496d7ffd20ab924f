import { verify, X509Certificate } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { readXml, type XmlElement, XmlRefused } from '../rules/strict-xml.ts';
import { isSignedBy } from './codec.ts';

export type MessageKind = 'SAMLRequest' | 'SAMLResponse';

/** A message as it came, read but not yet believed. */
export type Message = {
  readonly root: XmlElement;
  readonly relayState: string | undefined;
  readonly isSigned: boolean;
  /** Whether one of these certificates' keys signed it. */
  readonly isSignedBy: (certificates: readonly string[]) => boolean;
};

/** Requests hold one or two KiB, with signature and certificate four. */
const message_bytes_max = 32 * 1_024;
const relay_state_bytes_max = 1_024;
const digests: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
};

/** By the HTTP-Redirect binding (Bindings 2.0 §3.4): deflated, signed over the query exactly as it was sent. */
export function redirectMessage(kind: MessageKind, query: string): Message {
  const raw = new Map<string, string>();
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)];
    if (raw.has(name)) throw new XmlRefused('a parameter that is there twice');
    raw.set(name, value);
  }
  const value = (name: string) => {
    const text = raw.get(name);
    return text === undefined ? undefined : decoded(text);
  };
  const encoding = value('SAMLEncoding') ?? 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';
  if (!encoding.endsWith(':DEFLATE')) throw new XmlRefused('SAMLEncoding');
  const text = utf8(inflated(bytesOf(value(kind))));
  const [algorithm, signature] = [value('SigAlg'), value('Signature')];
  const names = [kind, ...(raw.has('RelayState') ? ['RelayState'] : []), 'SigAlg'];
  const signedText = names.map((name) => `${name}=${raw.get(name)}`).join('&');
  const root = readMessage(text);
  return {
    root,
    relayState: relayStateOf(value('RelayState')),
    isSigned: signature !== undefined,
    isSignedBy: (certificates) => {
      const digest = digests[algorithm ?? ''];
      if (signature === undefined || digest === undefined) return false;
      return certificates.some((one) =>
        verify(
          digest,
          Buffer.from(signedText),
          new X509Certificate(Buffer.from(one, 'base64')).publicKey,
          Buffer.from(signature, 'base64'),
        ),
      );
    },
  };
}

/** By the HTTP-POST binding (Bindings 2.0 §3.5): signed within. */
export function postedMessage(kind: MessageKind, form: Readonly<Record<string, unknown>>): Message {
  const [message, relayState] = [form[kind], form['RelayState']];
  if (relayState !== undefined && typeof relayState !== 'string') throw new XmlRefused('RelayState');
  const text = utf8(bytesOf(typeof message === 'string' ? message : undefined));
  const root = readMessage(text);
  return {
    root,
    relayState: relayStateOf(relayState),
    isSigned: root.children.some((one) => typeof one !== 'string' && one.name === 'Signature'),
    isSignedBy: (certificates) => isSignedBy(text, root, certificates),
  };
}

function readMessage(text: string): XmlElement {
  return readXml(text, { bytesMax: message_bytes_max, comments: false });
}

function bytesOf(base64: string | undefined): Buffer {
  const text = base64?.replace(/[\r\n]/g, '') ?? '';
  if (text === '' || text.length > message_bytes_max * 1.4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text))
    throw new XmlRefused('no message, or not in base64');
  return Buffer.from(text, 'base64');
}

function inflated(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: message_bytes_max });
  } catch {
    throw new XmlRefused('not deflated, or too large');
  }
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlRefused('not UTF-8');
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new XmlRefused('a parameter that is not encoded well');
  }
}

/** Bindings 2.0 §3.4.3 allows 80 bytes; many write more. */
function relayStateOf(value: string | undefined): string | undefined {
  if (value !== undefined && Buffer.byteLength(value) > relay_state_bytes_max)
    throw new XmlRefused('RelayState: too long');
  return value;
}
