export { type ErrorCode, type ErrorKind, errorCodes, kindOf } from './codes.ts';
export { DomainError, type ErrorDetails } from './domain-error.ts';
export { isDomainError } from './is-domain-error.ts';
