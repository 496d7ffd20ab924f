import { DomainError } from '@onecampus/errors';
import type { Request, RequestHandler } from 'express';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A changing request that a browser sends on behalf of another site's page is refused (Fetch Metadata; Origin for browsers
 * without it). A program sends neither header, and no cookie that it was not given, so it passes to its own authentication.
 */
export function refuseCrossSite(allowed: (path: string) => boolean = () => false): RequestHandler {
  return (request, _response, next) => {
    if (safe.has(request.method) || !cameFromElsewhere(request) || allowed(request.path)) return next();
    next(new DomainError('request.cross_site', 'This form was sent from another site.'));
  };
}

function cameFromElsewhere(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.get('origin');
  if (origin === undefined) return false;
  try {
    return new URL(origin).host !== request.host;
  } catch {
    return true;
  }
}
