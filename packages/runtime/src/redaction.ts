/**
 * The one list of fields that never reach a log, whatever object they stand in. Personal data is not here because it is
 * not logged in the first place; these are the values with which somebody could act.
 */
export const redactedFields = [
  'password',
  'secret',
  'client_secret',
  'clientSecret',
  'token',
  'access_token',
  'refresh_token',
  'id_token',
  'code',
  'code_verifier',
  'authorization',
  'cookie',
  'set-cookie',
  'privateKey',
  'private_key',
  'd',
  'hash',
  'nationalNumber',
  'national_number',
  'logout_token',
  'enrolmentCode',
] as const;

const secrets: ReadonlySet<string> = new Set(redactedFields);
const censor = '[redacted]';
/** Deeper than this an object is not a log line any more; what lies there is left out rather than searched. */
const depth_max = 6;

/**
 * The same value with every redacted field replaced, at any depth. Only what is there is looked at, and an object without a
 * secret is handed on as it is: pino's own redaction by paths cost ten times as much for each line of the log.
 */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return depth >= depth_max ? censor : value.map((one) => withoutSecrets(one, depth + 1));
  if (!isPlain(value)) return value;
  if (depth >= depth_max) return censor;
  let copy: Record<string, unknown> | undefined;
  for (const [name, field] of Object.entries(value)) {
    const safe = secrets.has(name) ? censor : withoutSecrets(field, depth + 1);
    if (safe === field) continue;
    copy ??= { ...value };
    copy[name] = safe;
  }
  return copy ?? value;
}

/** Errors, dates, buffers and the like have ways of their own to be written; see the log's serializers. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
