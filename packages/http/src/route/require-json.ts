import { DomainError } from '@onecampus/errors';
import type { Request } from 'express';

/** A body that is not declared to be JSON is refused before it is read. */
export function requireJson(request: Request): void {
  if (request.is(['application/json', 'application/*+json'])) return;
  throw new DomainError('request.unsupported_type', 'Send the body as application/json.');
}
