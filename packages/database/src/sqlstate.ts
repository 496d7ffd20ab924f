/**
 * SQLSTATEs after which the connection itself must not be used again: the server is going away, or it is no longer the
 * primary (25006 after a failover; PostgreSQL appendix A). knex keeps such a connection in its pool (knex #6160).
 */
const fatalToConnection = new Set(['25006', '57P01', '57P02', '57P03', '57P04', '57P05']);

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ENOENT',
]);

export function sqlStateOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** True where the connection is lost or stands on the wrong server, so that it has to leave the pool. */
export function spoilsConnection(error: unknown): boolean {
  const code = sqlStateOf(error);
  if (code !== undefined) {
    return fatalToConnection.has(code) || /^08[0-9A-Z]{3}$/.test(code) || networkCodes.has(code);
  }
  return (
    error instanceof Error &&
    /connection (terminated|ended|error)|client was closed|not queryable|timeout (expired|exceeded)/i.test(
      error.message,
    )
  );
}
