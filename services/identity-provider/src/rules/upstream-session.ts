/** A session at a university's own provider, as it named it when it sent somebody here. */
export interface UpstreamSession {
  /** Of the provider, among ours. */
  readonly id: string;
  readonly issuer: string;
  readonly sub: string;
  /** Its session id, where it gives one. */
  readonly sid?: string;
}
