import type { Finding, Refusal, Registered, Sent } from './finding.ts';

/** Why an application could not prove who it is at the token endpoint. */
export function diagnoseProof(refused: Refusal, sent: Sent, registered: Registered): Finding {
  const observed = ways[sent.via ?? 'nothing'];
  const method = { observed, registered: registered.authMethod };
  if (sent.via === 'both') return { code: 'secret-twice', ...method };
  if (/client_secret must be provided/.test(refused.description)) return { code: 'secret-missing', ...method };
  if (/not properly encoded|header value format/.test(refused.description + refused.detail))
    return { code: 'basic-malformed', ...method };
  if (registered.authMethod === 'none' && sent.via !== 'nothing') return { code: 'secret-not-wanted', ...method };
  if (registered.authMethod === 'private_key_jwt' && sent.via !== 'assertion') return { code: 'key-wanted', ...method };
  if (sent.via === 'assertion') return diagnoseAssertion(refused, sent, registered);
  if (sent.via === 'nothing') return { code: 'secret-missing', ...method };
  return { code: secretFindings[sent.secret ?? 'wrong'], observed };
}

const ways = {
  basic: 'client_secret_basic',
  body: 'client_secret_post',
  both: 'client_secret_basic + client_secret_post',
  assertion: 'private_key_jwt',
  nothing: 'none',
} as const;

const secretFindings = {
  wrong: 'secret-wrong',
  'older-ended': 'secret-older-ended',
  spaces: 'secret-spaces',
  encoded: 'secret-encoded',
  'is-the-id': 'secret-is-the-id',
} as const;

function diagnoseAssertion({ detail }: Refusal, sent: Sent, registered: Registered): Finding {
  if (registered.authMethod !== 'private_key_jwt')
    return { code: 'secret-missing', observed: ways.assertion, registered: registered.authMethod };
  if (/alg mismatch/.test(detail)) return { code: 'assertion-algorithm', ...known('observed', sent.assertionAlg) };
  if (/audience/.test(detail)) return { code: 'assertion-audience' };
  if (/only be used once/.test(detail)) return { code: 'assertion-replayed' };
  if (/not active yet|issued in the future|jwt expired|expiration|too far/.test(detail))
    return {
      code: 'assertion-clock',
      ...known('observed', sent.clockAheadSeconds === undefined ? undefined : `${sent.clockAheadSeconds} s`),
    };
  return { code: 'assertion-signature', ...known('observed', sent.assertionAlg) };
}

function known(name: 'observed', value: string | undefined): { observed?: string } {
  return value === undefined ? {} : { [name]: value };
}
