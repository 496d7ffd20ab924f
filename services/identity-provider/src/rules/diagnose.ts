import type { Finding, Refusal, Registered, Sent } from './diagnose/finding.ts';
import { diagnoseProof } from './diagnose/proof-of-client.ts';
import { redirectDifference } from './diagnose/redirect-difference.ts';

export type DiagnosedStep = 'request' | 'tokens' | 'userinfo' | 'sign-out';

/** Scopes that mean something here; anything else is passed over in silence by the protocol, and so found nowhere. */
type Known = { readonly knownScopes: readonly string[] };

/** Which setting is wrong where a step was refused. */
export function diagnose(step: DiagnosedStep, refused: Refusal, sent: Sent, registered: Registered & Known): Finding {
  switch (step) {
    case 'request':
      return diagnoseRequest(refused, sent, registered);
    case 'tokens':
      return diagnoseTokens(refused, sent, registered);
    case 'userinfo':
      if (/no access token provided/.test(said(refused))) return { code: 'token-missing' };
      return refused.error === 'insufficient_scope' ? { code: 'openid-missing' } : { code: 'token-expired' };
    case 'sign-out':
      return diagnoseSignOut(refused, sent, registered);
  }
}

/** What is odd about a request that was let through, and will hurt later; nothing for a good one. */
export function adviceOn(sent: Sent, registered: Registered & Known): Finding | undefined {
  const unknown = (sent.scope ?? '').split(' ').filter((one) => one !== '' && !registered.knownScopes.includes(one));
  if (unknown.length > 0) return { code: 'scope-unknown', observed: unknown.join(' '), registered: registered.scope };
  if (!(sent.scope ?? '').split(' ').includes('openid')) return { code: 'openid-missing', ...observed(sent.scope) };
  if (registered.wantedAlg !== undefined && registered.wantedAlg !== registered.signedAlg)
    return { code: 'algorithm-differs', observed: registered.wantedAlg, registered: registered.signedAlg };
  if (registered.sendsNonce && sent.nonce === false) return { code: 'nonce-missing' };
  return undefined;
}

function diagnoseRequest(refused: Refusal, sent: Sent, registered: Registered): Finding {
  const text = said(refused);
  if (refused.error === 'client_not_open') return { code: 'not-open' };
  if (refused.error === 'access_denied') return { code: 'person-cancelled' };
  if (isOfProof(refused)) return diagnoseProof(refused, sent, registered);
  if (refused.error === 'invalid_redirect_uri' || /redirect_uri/.test(text))
    return redirectDifference(sent.redirectUri, registered.redirectUris);
  if (/Pushed Authorization Request must be used/.test(text)) return { code: 'par-missing' };
  if (refused.error.startsWith('invalid_dpop') || /DPoP/.test(text))
    return { code: 'dpop-unfit', observed: text.trim() };
  if (/PKCE/.test(text)) return { code: 'pkce-missing' };
  if (/code_challenge/.test(text)) return { code: 'pkce-plain', ...observed(sent.challengeMethod) };
  if (/openid scope/.test(text)) return { code: 'openid-missing', ...observed(sent.scope) };
  if (refused.error === 'invalid_scope')
    return { code: 'scope-not-allowed', ...observed(sent.scope), registered: registered.scope };
  if (/response_type|response_mode/.test(text) || refused.error.startsWith('unsupported_response'))
    return { code: 'response-type', ...observed(sent.responseType), registered: 'code' };
  return unknown(refused);
}

function diagnoseTokens(refused: Refusal, sent: Sent, registered: Registered): Finding {
  const text = said(refused);
  if (isOfProof(refused)) return diagnoseProof(refused, sent, registered);
  if (refused.error.includes('dpop') || /DPoP/.test(text)) return { code: 'dpop-unfit', observed: text.trim() };
  if (refused.error === 'unsupported_grant_type' || /grant type is not allowed/.test(text))
    return { code: 'grant-type', ...observed(sent.grantType), registered: 'authorization_code' };
  if (refused.error === 'invalid_scope')
    return { code: 'scope-not-allowed', ...observed(sent.scope), registered: registered.scope };
  if (/redirect_uri mismatch|'redirect_uri'/.test(text))
    return { code: 'redirect-changed', ...observed(sent.redirectUri) };
  if (/code_verifier must be provided/.test(text)) return { code: 'pkce-verifier-missing' };
  if (/does not match code_challenge/.test(text)) return { code: 'pkce-verifier-wrong' };
  if (/code_challenge_method/.test(text)) return { code: 'pkce-verifier-unexpected' };
  if (/client mismatch/.test(text)) return { code: 'code-of-another' };
  if (refused.error === 'invalid_grant')
    return { code: sent.grantType === 'refresh_token' ? 'refresh-ended' : 'code-used-or-old' };
  return unknown(refused);
}

function diagnoseSignOut(refused: Refusal, sent: Sent, registered: Registered): Finding {
  if (/post_logout_redirect_uri/.test(said(refused)))
    return {
      code: 'post-logout-unregistered',
      ...observed(sent.postLogoutRedirectUri),
      registered: registered.postLogoutRedirectUris.join(', '),
    };
  return /id_token_hint/.test(said(refused)) ? { code: 'hint-unfit' } : unknown(refused);
}

/** The application could not prove who it is. */
function isOfProof(refused: Refusal): boolean {
  const about = /client authentication|one mechanism|authorization header|client_secret must be/i;
  return refused.error === 'invalid_client' || about.test(said(refused));
}

/** Nothing that we know by sight: the engine's own words, for whoever reads them. */
function unknown({ error, description }: Refusal): Finding {
  return { code: 'unknown', observed: description === '' ? error : `${error}: ${description}` };
}

function said({ description, detail }: Refusal): string {
  return `${description} ${detail}`;
}

function observed(value: string | undefined): { observed?: string } {
  return value === undefined ? {} : { observed: value };
}
