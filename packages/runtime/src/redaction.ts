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

/** Paths for pino: the field itself and one, two and three levels down. */
export const redactedPaths: string[] = redactedFields.flatMap((field) => {
  const name = /^[a-z_]\w*$/i.test(field) ? field : `["${field}"]`;
  const join = (stars: string) => (name.startsWith('[') ? `${stars}${name}` : `${stars}.${name}`);
  return [name, join('*'), join('*.*'), join('*.*.*')];
});
