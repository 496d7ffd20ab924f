import type { FindingTexts } from './finding-texts.ts';

const same = 'Make it the registered address to the letter, or change the registration.';

export const englishFindings: FindingTexts = {
  'redirect-missing': [
    'The service sent no redirect address',
    'Check that the service’s own address is filled in in its settings.',
  ],
  'redirect-scheme': [
    'The redirect address begins wrong: http instead of https, or the other way round',
    'Usually the service does not know that it stands behind a proxy with TLS. Give it its address with https://.',
  ],
  'redirect-host': [
    'The redirect address leads to another site',
    `The service is open under another name than it is registered with. ${same}`,
  ],
  'redirect-port': ['The redirect address has another port', same],
  'redirect-slash': ['The redirect address differs by a slash at the end', same],
  'redirect-case': ['The redirect address differs in capital and small letters', same],
  'redirect-path': ['The redirect address leads to another page', same],
  'redirect-query': ['The redirect address differs behind the question mark', same],
  'redirect-changed': [
    'Redeeming the code, the service sent another redirect address than at the beginning',
    'The service is seen under two addresses. Keep one, in its settings and in the proxy before it.',
  ],
  'post-logout-unregistered': ['The address after sign-out is not registered', same],
  'hint-unfit': [
    'At sign-out the service sent an ID token that is broken or not its own',
    'Check that the service keeps the whole ID token until sign-out.',
  ],
  'secret-wrong': ['The secret does not fit', 'Copy the whole secret again. If it is lost, give a new one.'],
  'secret-older-ended': [
    'This is the older secret, and its time is over',
    'Put the new secret in. If it is lost, give another one.',
  ],
  'secret-spaces': [
    'The secret is right but has blanks around it',
    'Remove the blank or line end before and after the secret.',
  ],
  'secret-encoded': [
    'The secret is right but encoded for an address once too often (%…)',
    'Put the secret in as it is, or switch the encoding off in the service.',
  ],
  'secret-is-the-id': [
    'The client id was sent instead of the secret',
    'The field of the secret has to hold the secret.',
  ],
  'secret-missing': [
    'The service sent no secret',
    'The field of the secret is empty, or the service is set up as a public client.',
  ],
  'secret-not-wanted': [
    'The service sent a secret but is registered without one',
    'Remove the secret from its settings, or register the service with a secret.',
  ],
  'secret-twice': ['The secret was sent in two ways at once', 'Keep one: the header or the body of the request.'],
  'key-wanted': [
    'The service sent a secret but is registered with a key',
    'Switch on private_key_jwt in the service, or register it with a secret.',
  ],
  'basic-malformed': [
    'The Authorization header cannot be read',
    'Id and secret go into base64 with a colon between them (RFC 7617).',
  ],
  'assertion-clock': ['The clock of the service is wrong', 'Switch on time synchronisation (NTP) on its server.'],
  'assertion-audience': [
    'The signed assertion is meant for somebody else',
    'Its aud has to be the address of the issuer.',
  ],
  'assertion-algorithm': [
    'The assertion is signed with another algorithm',
    'Sign with the algorithm that is registered.',
  ],
  'assertion-signature': [
    'The signature of the assertion does not verify',
    'The key of the service has changed: bring its public key in the registration up to date.',
  ],
  'assertion-replayed': ['The same assertion was sent twice', 'Every assertion has to be signed anew, with a new jti.'],
  'pkce-missing': [
    'The service sent no PKCE, and its registration demands it',
    'Switch PKCE (S256) on in the service. If it does not know it, take the demand out of the registration.',
  ],
  'pkce-plain': ['The service sent PKCE by another method than S256', 'Choose the method S256.'],
  'pkce-verifier-missing': [
    'The service began with PKCE and forgot it when it redeemed the code',
    'Mostly it has lost the browser’s session: check its cookies and its load balancer.',
  ],
  'pkce-verifier-wrong': [
    'The PKCE verifier does not match',
    'Two sign-ins got mixed up: check the cookies of the service and its load balancer.',
  ],
  'pkce-verifier-unexpected': [
    'The service sent a PKCE verifier that it had not announced',
    'Update the product: the beginning and the end of its sign-in disagree.',
  ],
  'nonce-missing': [
    'The service sent no nonce',
    'The product usually does. Check whether its guard against swapped tokens is switched off.',
  ],
  'scope-unknown': [
    'The service asks for scopes that we do not have under such a name',
    'We pass them over. Take them out of the setting.',
  ],
  'scope-not-allowed': [
    'The service asks for more than it is allowed',
    'Take it out in the service, or add it to the registration.',
  ],
  'openid-missing': [
    'There is no openid in the request',
    'Without it this is no sign-in. Add openid as the first word.',
  ],
  'response-type': [
    'The service asks for an answer that we do not give',
    'Choose the authorization code flow (response_type=code).',
  ],
  'grant-type': ['The service asks for a token in a way that it is not allowed', 'Choose the authorization code flow.'],
  'code-used-or-old': [
    'The code was used before or is too old',
    'Usually the return page was opened twice, or the service took more than a minute. Try to sign in again.',
  ],
  'code-of-another': ['The code was given to another service', 'The client ids of two services are mixed up.'],
  'refresh-ended': [
    'The service wanted to prolong a sign-in that has ended',
    'The person signed out, the session was ended, or the refresh token was used twice. Let the service send people to sign in again.',
  ],
  'token-expired': [
    'The access token is not valid',
    'It does not live long: the service has to ask about the person right after the sign-in.',
  ],
  'token-missing': [
    'The service asked about the person without a token',
    'If there is a proxy before the service or before us, it must not remove the Authorization header.',
  ],
  'email-unverified': [
    'The service asked for the e-mail address, and this person has none that is confirmed',
    'We give no unconfirmed addresses. Let the person confirm one, or the service do without.',
  ],
  'not-open': [
    'The service is not open yet, and whoever signed in is no administrator',
    'That is as it should be: try the sign-in yourself and open the service.',
  ],
  'client-id-unknown': [
    'The service sent a client id that is not its own',
    'By its redirect address it is your service, but the client id is another one. Copy it again.',
  ],
  'client-closed': ['This service is suspended or withdrawn', 'While it is closed nobody can sign in.'],
  'algorithm-differs': [
    'ID tokens are signed otherwise than the product expects',
    'The product will not accept such a signature. Put the algorithm that it knows back into the registration.',
  ],
  'par-missing': [
    'The service has to send its request to us directly first (PAR)',
    'Switch on Pushed Authorization Requests in the service.',
  ],
  'dpop-unfit': [
    'The DPoP proof is missing or will not do',
    'Check the clock of the service, and that a new proof is signed for each request.',
  ],
  'person-cancelled': ['The person decided not to sign in', 'No setting is to blame.'],
  unknown: ['The request was not accepted', 'Below is why, in the words of the protocol.'],
};
