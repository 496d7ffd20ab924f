import { DomainError } from '@onecampus/errors';
import type { RequestHandler } from 'express';

export function unknownRoute(): RequestHandler {
  return (_request, _response, next) => next(new DomainError('route.unknown', 'There is nothing at this address.'));
}
