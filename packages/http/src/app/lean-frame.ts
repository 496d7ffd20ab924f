import type { IncomingMessage, ServerResponse } from 'node:http';
import { localeCookie, pickLocale } from '@onecampus/pages';
import { requestScope } from '@onecampus/runtime';
import type { Express, Response } from 'express';
import { requestWriter } from './access-log.ts';
import { clientAddress } from './client-address.ts';
import type { WebOptions } from './create-app.ts';
import { knownError } from './known-error.ts';
import { problemOf } from './problem.ts';
import { readCookie } from './read-cookie.ts';
import { requestIdOf } from './request-id.ts';
import { plainSecurityHeaders } from './security-headers.ts';
import { statusOf } from './status-of.ts';
import { withoutQuery } from './without-query.ts';

/** Answers one request. Whatever it throws becomes a problem document. */
export type PlainHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * What express does around every request, without express: the request id, the security headers, the line in the log and the
 * measurement, the caller's address, the language, one shape of errors. For paths that programs ask often; who hands a request
 * here has looked that nothing else of express is needed for it (cross-site checks, `?lang=`, a body limit).
 *
 * @param app tells whose X-Forwarded-For is believed.
 */
export function leanFrame(app: Express, options: WebOptions, handle: PlainHandler) {
  const headers = plainSecurityHeaders(options);
  const write = requestWriter(options);
  const trusts = app.get('trust proxy fn') as Parameters<typeof clientAddress>[1];

  const fail = (thrown: unknown, request: IncomingMessage, response: ServerResponse, requestId: string) => {
    const error = knownError(thrown);
    const status = statusOf(error.kind);
    const told = { err: withoutQuery(error, request.url ?? ''), errorCode: error.code };
    if (status >= 500) options.log.error(told, 'request failed');
    else options.log.info({ errorCode: error.code }, 'request refused');
    if (response.headersSent) return void response.destroy();
    response.statusCode = status;
    response.setHeader('Content-Type', 'application/problem+json');
    if (status === 503) response.setHeader('Retry-After', String(error.retryAfterSeconds ?? 2));
    response.end(JSON.stringify(problemOf(error, requestId)));
  };

  /** @param name stands in the measurements for all paths of this kind. */
  return (request: IncomingMessage, response: ServerResponse, { path, name }: { path: string; name: string }): void => {
    const startedAt = performance.now();
    const method = request.method ?? '';
    const given = request.headers['x-request-id'];
    const requestId = requestIdOf(typeof given === 'string' ? given : undefined);
    const scope = { requestId };
    response.setHeader('X-Request-ID', requestId);
    for (const [header, value] of headers) response.setHeader(header, value);
    (response as Response).locals = localsOf(request, requestId);
    (request as { ip?: string | undefined }).ip = clientAddress(request, trusts);
    response.once('close', () => requestScope.run(scope, () => write(response, { method, path, name, startedAt })));
    requestScope.run(scope, () =>
      handle(request, response).catch((error: unknown) => fail(error, request, response, requestId)),
    );
  };
}

/** The language is looked for where somebody reads a page, which is seldom here. */
function localsOf(request: IncomingMessage, requestId: string): Response['locals'] {
  return {
    requestId,
    get locale() {
      return pickLocale({
        query: undefined,
        cookie: readCookie(request, localeCookie),
        acceptLanguage: request.headers['accept-language'],
      });
    },
  };
}
