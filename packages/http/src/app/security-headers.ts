import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * The strict content security policy of every answer: nothing inline, nothing foreign. `form-action` is enforced along
 * redirects as well, so it has to name where a form may finally lead.
 */
export function securityHeaders(options: HeaderOptions): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: options.secure ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  return (request, response, next) => {
    setPolicy(response, options.formTargets ?? []);
    response.setHeader('Cache-Control', 'no-store');
    headers(request, response, next);
  };
}

type HeaderOptions = { readonly formTargets?: readonly string[]; readonly secure: boolean };

/** What {@link securityHeaders} sets on every answer, for answers that express never sees. */
export function plainSecurityHeaders(options: HeaderOptions): ReadonlyMap<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  securityHeaders(options)(request as never, response as never, () => undefined);
  return new Map(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}

/** Lets the forms of this one answer lead to further origins as well. */
export function allowFormTargets(response: Response, ...origins: readonly string[]): void {
  const options = response.app.locals['web'] as { formTargets?: readonly string[] } | undefined;
  setPolicy(response, [...(options?.formTargets ?? []), ...origins]);
}

function setPolicy(response: Response, formTargets: readonly string[]): void {
  response.setHeader(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      `form-action ${["'self'", ...formTargets].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  );
}
