/** What happens to people when a key is lost because Redis vanished, was flushed or failed over. */
export type LossMeans = 'slower' | 'sign in again' | 'refuse' | 'count again';

interface KeyFamily {
  readonly holds: string;
  readonly lossMeans: LossMeans;
}

/**
 * Every family of keys that the product keeps in the ephemeral store. A key is `family:part:part`; its life is given by
 * whoever writes it. Nothing here is the only copy of a fact that somebody needs.
 */
export const keyFamilies = {
  oidc: {
    holds:
      'a short-lived record of the OpenID engine (interaction, code, device code …), by kind and SHA-256 of its id',
    lossMeans: 'sign in again',
  },
  'oidc-consumed': {
    holds: 'the claim that such a record was used: whoever writes it first may use it',
    lossMeans: 'refuse',
  },
  'device-code': {
    holds: 'under which code a device waits, and that somebody has taken it up: by a keyed hash of the code',
    lossMeans: 'sign in again',
  },
  'staff-session': { holds: 'a staff member’s sign-in at one service', lossMeans: 'sign in again' },
  'staff-session-by-sid': {
    holds: 'the sessions that a back-channel logout of one provider session ends',
    lossMeans: 'sign in again',
  },
  'second-sign-in': {
    holds: 'that a browser went to sign in with a second account and has come back, under SHA-256 of its cookie',
    lossMeans: 'sign in again',
  },
  'own-link': {
    holds: 'that somebody who is signed in went to sign in with a second account of his, once',
    lossMeans: 'sign in again',
  },
  'people-counts': {
    holds: 'how many people of a large university have each affiliation, counted within the last minute',
    lossMeans: 'slower',
  },
  'sign-in': {
    holds: 'what a sign-in has come to between two of its pages, by SHA-256 of the interaction',
    lossMeans: 'sign in again',
  },
  'passkey-challenge': {
    holds: 'the question that an authenticator was asked, and in which sign-in or session, by SHA-256 of the challenge',
    lossMeans: 'sign in again',
  },
  'own-front': {
    holds: 'what a service that speaks SAML or CAS asked for while its person signs in, by SHA-256 of the state',
    lossMeans: 'sign in again',
  },
  'cas-ticket': { holds: 'whom a CAS ticket stands for, once, by its SHA-256', lossMeans: 'sign in again' },
  'saml-request': {
    holds: 'which browser brought a SAML request, so that no other brings it again',
    lossMeans: 'sign in again',
  },
  'upstream-round': {
    holds:
      'that a browser went to a university’s own provider, and what it brought back, under SHA-256 of its cookie and of the state',
    lossMeans: 'sign in again',
  },
  'upstream-logout': {
    holds: 'that a logout token of a university’s provider was used, and that a session of that provider has ended',
    lossMeans: 'refuse',
  },
  'rate-limit': { holds: 'attempts counted in a window', lossMeans: 'count again' },
} as const satisfies Record<string, KeyFamily>;

export type KeyFamilyName = keyof typeof keyFamilies;

/** Builds a key of a known family. Colons in a part are written as %3A, so that two lists of parts never make one key. */
export function key(family: KeyFamilyName, ...parts: readonly string[]): string {
  return [family, ...parts.map((part) => part.replaceAll('%', '%25').replaceAll(':', '%3A'))].join(':');
}
