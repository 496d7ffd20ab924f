import type { DomainError } from '@onecampus/errors';
import { renderErrorPage } from '@onecampus/pages';
import type { Logger } from '@onecampus/runtime';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { knownError } from './known-error.ts';
import { localeOf } from './locale.ts';
import { problemOf } from './problem.ts';
import { statusOf } from './status-of.ts';
import { withoutQuery } from './without-query.ts';

/** The one place where an error becomes an answer: a page for a person, a problem document for a program. */
export function errorHandler(options: { service: { name: string; home: string }; log: Logger }): ErrorRequestHandler {
  return (thrown: unknown, request, response, _next) => {
    const error = knownError(thrown);
    const status = statusOf(error.kind);
    if (status >= 500)
      options.log.error({ err: withoutQuery(error, request.originalUrl), errorCode: error.code }, 'request failed');
    else
      options.log.info(
        { errorCode: error.code, reason: withoutQuery(new Error(error.message), request.originalUrl).message },
        'request refused',
      );
    if (response.headersSent) {
      response.destroy();
      return;
    }
    setErrorHeaders(response, error, status);
    if (wantsPage(request)) {
      response
        .status(status)
        .type('html')
        .send(
          renderErrorPage({
            locale: localeOf(response),
            path: request.originalUrl,
            service: options.service,
            status,
            requestId: String(response.locals['requestId']),
          }),
        );
      return;
    }
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(error, String(response.locals['requestId']))));
  };
}

function setErrorHeaders(response: Response, error: DomainError, status: number): void {
  const retryAfter = error.retryAfterSeconds ?? (status === 503 ? 2 : undefined);
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(Math.ceil(retryAfter)));
  if (status === 401 && error.code !== 'staff.not_signed_in') {
    // RFC 6750 §3.1: no error code where the request carried no token at all.
    response.setHeader('WWW-Authenticate', error.code === 'token.missing' ? 'Bearer' : 'Bearer error="invalid_token"');
  }
  if (error.code === 'token.insufficient_scope')
    response.setHeader('WWW-Authenticate', 'Bearer error="insufficient_scope"');
}

/** A browser that navigates asks for HTML first; our own scripts and every API client do not. */
function wantsPage(request: Request): boolean {
  return !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';
}
