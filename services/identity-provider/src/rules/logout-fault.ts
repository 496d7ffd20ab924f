/** Why an application could not be told, in words that its administrators are shown (pages/console/sign-outs). */
export type LogoutFault =
  | 'timeout'
  | 'name-unknown'
  | 'connection-refused'
  | 'connection-lost'
  | 'address-not-allowed'
  | 'certificate'
  | 'not-found'
  | 'redirected'
  | 'refused'
  | 'server-error'
  | 'failed';

/** What an HTTP status other than a success means for a logout token (OpenID Connect Back-Channel Logout §2.8). */
export function faultOfStatus(status: number): LogoutFault {
  if (status === 404 || status === 405) return 'not-found';
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 500) return 'server-error';
  return 'refused';
}

/** What a call that came to nothing failed of, by the codes of Node and of the guard of outgoing calls. */
export function faultOfError(error: unknown): LogoutFault {
  for (let cause = asFailure(error); cause !== undefined; cause = asFailure(cause.cause)) {
    const code = String(cause.code ?? '');
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError' || /TIMEOUT|ETIMEDOUT/.test(code))
      return 'timeout';
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-unknown';
    if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'connection-refused';
    if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET') return 'connection-lost';
    if (/CERT|TLS|SSL/.test(code)) return 'certificate';
    if (/may be called|not allowed/.test(cause.message ?? '')) return 'address-not-allowed';
  }
  return 'failed';
}

type Failure = { name?: string; code?: unknown; message?: string; cause?: unknown };

function asFailure(value: unknown): Failure | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}
