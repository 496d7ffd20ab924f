import type { DomainError } from '@onecampus/errors';
import { statusOf } from './status-of.ts';

/** A problem document (RFC 9457 §3). `code` is ours, for programs; unknown faults say nothing but that they happened. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly instance: string;
  readonly [extension: string]: unknown;
}

export function problemOf(error: DomainError, requestId: string): Problem {
  const status = statusOf(error.kind);
  const silent = error.kind === 'internal';
  // The name of a constraint is for the code and the log; it tells an outsider how our tables look.
  const { constraint: _, ...details } = error.details;
  return {
    ...(silent ? {} : details),
    type: `urn:onecampus:error:${error.code}`,
    title: silent ? 'Internal error' : titleOf(error.code),
    status,
    code: error.code,
    ...(silent ? {} : { detail: error.message }),
    instance: `urn:onecampus:request:${requestId}`,
  };
}

/** `card.already_live` → `Card already live`. */
function titleOf(code: string): string {
  const words = code.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
