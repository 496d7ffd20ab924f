/** What is wrong with the settings of an application, by a name that has words in both languages (doctor pages). */
export type FindingCode =
  | 'redirect-missing'
  | 'redirect-scheme'
  | 'redirect-host'
  | 'redirect-port'
  | 'redirect-slash'
  | 'redirect-case'
  | 'redirect-path'
  | 'redirect-query'
  | 'redirect-changed'
  | 'post-logout-unregistered'
  | 'hint-unfit'
  | 'secret-wrong'
  | 'secret-older-ended'
  | 'secret-spaces'
  | 'secret-encoded'
  | 'secret-is-the-id'
  | 'secret-missing'
  | 'secret-not-wanted'
  | 'secret-twice'
  | 'key-wanted'
  | 'basic-malformed'
  | 'assertion-clock'
  | 'assertion-audience'
  | 'assertion-algorithm'
  | 'assertion-signature'
  | 'assertion-replayed'
  | 'pkce-missing'
  | 'pkce-plain'
  | 'pkce-verifier-missing'
  | 'pkce-verifier-wrong'
  | 'pkce-verifier-unexpected'
  | 'nonce-missing'
  | 'scope-unknown'
  | 'scope-not-allowed'
  | 'openid-missing'
  | 'response-type'
  | 'grant-type'
  | 'code-used-or-old'
  | 'code-of-another'
  | 'refresh-ended'
  | 'token-expired'
  | 'token-missing'
  | 'email-unverified'
  | 'not-open'
  | 'client-id-unknown'
  | 'client-closed'
  | 'algorithm-differs'
  | 'par-missing'
  | 'dpop-unfit'
  | 'person-cancelled'
  | 'unknown';

/** One finding, with what was seen and what is registered where that helps; never a secret, code or token. */
export interface Finding {
  readonly code: FindingCode;
  readonly observed?: string;
  readonly registered?: string;
}

/** What is registered of the application, as far as its sign-ins depend on it. */
export interface Registered {
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly authMethod: string;
  readonly requirePkce: boolean;
  readonly scope: string;
  /** Whether the product is known to send a nonce. */
  readonly sendsNonce: boolean;
  /** How its ID tokens are signed, and how the product wants them, where that is known. */
  readonly signedAlg: string;
  readonly wantedAlg: string | undefined;
}

/** How a secret that does not fit differs from the one that would; found out before it was thrown away. */
export type SecretFault = 'wrong' | 'older-ended' | 'spaces' | 'encoded' | 'is-the-id';

/** What was sent, without anything secret in it. */
export interface Sent {
  readonly redirectUri?: string | undefined;
  readonly postLogoutRedirectUri?: string | undefined;
  readonly scope?: string | undefined;
  readonly responseType?: string | undefined;
  readonly grantType?: string | undefined;
  readonly nonce?: boolean | undefined;
  readonly challengeMethod?: string | undefined;
  readonly challenge?: boolean | undefined;
  readonly verifier?: boolean | undefined;
  /** How the application proved itself. */
  readonly via?: 'basic' | 'body' | 'both' | 'assertion' | 'nothing' | undefined;
  readonly secret?: SecretFault | undefined;
  readonly assertionAlg?: string | undefined;
  /** Seconds by which the clock of the application is ahead of ours (behind, where negative), by its assertion. */
  readonly clockAheadSeconds?: number | undefined;
}

/** What was refused, in the words of the engine. */
export interface Refusal {
  readonly error: string;
  readonly description: string;
  /** What the engine says to its own log. */
  readonly detail: string;
}
