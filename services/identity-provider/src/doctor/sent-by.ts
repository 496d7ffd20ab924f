import type { Sent } from '../rules/diagnose/finding.ts';
import { redactedAddress, redactedWord } from '../rules/trace-redaction.ts';

/** What the engine was sent, as far as a sign-in's settings show in it. */
export interface RawRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
  readonly now: Date;
}

/** The request without anything secret: of values only those that are settings, of the rest whether they were there. */
export function sentBy({ params, authorization, now }: RawRequest, registered: readonly string[]): Sent {
  const text = (name: string) => (typeof params[name] === 'string' ? (params[name] as string) : undefined);
  const word = (name: string) => mapped(text(name), redactedWord);
  const assertion = readAssertion(text('client_assertion'));
  return {
    redirectUri: mapped(text('redirect_uri'), (uri) => redactedAddress(uri, registered)),
    postLogoutRedirectUri: mapped(text('post_logout_redirect_uri'), (uri) => redactedAddress(uri, registered)),
    scope: word('scope'),
    responseType: word('response_type'),
    grantType: word('grant_type'),
    nonce: text('nonce') !== undefined,
    challenge: text('code_challenge') !== undefined,
    challengeMethod: word('code_challenge_method'),
    verifier: text('code_verifier') !== undefined,
    via: wayOf(authorization, params),
    assertionAlg: mapped(assertion?.alg, redactedWord),
    clockAheadSeconds: assertion?.at === undefined ? undefined : Math.round(assertion.at - now.getTime() / 1_000),
  };
}

function wayOf(authorization: string | undefined, params: RawRequest['params']): Sent['via'] {
  const header = authorization !== undefined;
  const body = params['client_secret'] !== undefined;
  if (header && body) return 'both';
  if (header) return 'basic';
  if (body) return 'body';
  return params['client_assertion'] === undefined ? 'nothing' : 'assertion';
}

/** When an assertion says that it was made, and how it is signed; nothing of it is believed. */
function readAssertion(assertion: string | undefined): { alg?: string; at?: number } | undefined {
  if (assertion === undefined) return undefined;
  const [header, payload] = assertion.split('.').map(readPart);
  const at = [payload?.['iat'], payload?.['nbf']].find((one): one is number => typeof one === 'number');
  const alg = header?.['alg'];
  return { ...(typeof alg === 'string' ? { alg } : {}), ...(at === undefined ? {} : { at }) };
}

function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function mapped(value: string | undefined, map: (value: string) => string): string | undefined {
  return value === undefined ? undefined : map(value);
}
