/** One request of one client, so that it can be known again. */
export interface RequestOnce {
  readonly clientId: string;
  /** What the client sent as Idempotency-Key. */
  readonly key: string;
  /** SHA-256 in base64url of the operation and its input. */
  readonly requestHash: string;
}
