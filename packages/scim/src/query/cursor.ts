/** A place in a list, small and plain JSON, as an opaque word for a URL. Not secret and not sealed: the service's part. */
export function encodeCursor(_position: unknown): string {
  throw new Error('being written');
}

/** The place again; throws 400 invalidCursor (RFC 9865 §2.1). */
export function decodeCursor(_cursor: string): unknown {
  throw new Error('being written');
}
