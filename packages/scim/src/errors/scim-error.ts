/** `scimType` of RFC 7644 §3.12, and the three of RFC 9865 §2.1. A closed list: a client may program against it. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

/**
 * "No", in the words of SCIM. `status` is the HTTP status, `detail` a sentence for whoever set the client up.
 *
 * `detail` names attributes and positions and never repeats a value, so that it may be logged.
 */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly status: number;
  readonly scimType: ScimType | undefined;
  readonly detail: string;

  constructor(status: number, detail: string, scimType?: ScimType, options: { cause?: unknown } = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.scimType = scimType;
    this.detail = detail;
  }
}

/** A 400 with a `scimType`: nearly every refusal of this package. */
export function refuse(scimType: ScimType, detail: string): ScimError {
  return new ScimError(400, detail, scimType);
}
