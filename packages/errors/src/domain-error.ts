import { type ErrorCode, type ErrorKind, kindOf } from './codes.ts';

/** What a person or program may be told beyond the code: plain values only, never a stack or a secret. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The one error that crosses a boundary in this product.
 *
 * `code` is for programs, `message` for whoever reads the log or the problem document. It knows nothing of HTTP or SQL:
 * packages/http alone turns a kind into a status, packages/database alone turns a SQLSTATE into a code.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;
  /** Seconds after which trying again makes sense; set on `unavailable` and `rate-limited`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: ErrorDetails; retryAfterSeconds?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.kind = kindOf(code);
    this.details = options.details ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
