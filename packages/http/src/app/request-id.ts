import { requestScope, uuidv7 } from '@onecampus/runtime';
import type { RequestHandler } from 'express';

/** What a caller may send as X-Request-ID and have written into our log. */
const acceptable = /^[A-Za-z0-9._~:-]{8,128}$/;

/** The caller's own id where it is harmless, else a new one. */
export function requestIdOf(given: string | undefined): string {
  return given !== undefined && acceptable.test(given) ? given : uuidv7();
}

/** Gives each request an id — the caller's, if it is harmless — and carries it through every log line and audit entry. */
export function requestId(): RequestHandler {
  return (request, response, next) => {
    const id = requestIdOf(request.get('x-request-id'));
    response.setHeader('X-Request-ID', id);
    response.locals['requestId'] = id;
    requestScope.run({ requestId: id }, next);
  };
}
