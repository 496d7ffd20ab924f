export interface LmsConfig {
  readonly name: { readonly ru: string; readonly en: string };
  readonly port: number;
  readonly publicUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly sessionSecret: string;
}

/** What any learning management system's administrator would be given: an issuer, a client id and a secret. */
export function readLmsConfig(environment: Readonly<Record<string, string | undefined>>): LmsConfig {
  const required = (name: string) => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is missing`);
    return value;
  };
  return {
    name: { en: required('LMS_NAME'), ru: environment['LMS_NAME_RU'] ?? required('LMS_NAME') },
    port: Number(required('LMS_PORT')),
    publicUrl: required('LMS_PUBLIC_URL').replace(/\/$/, ''),
    issuer: required('LMS_ISSUER'),
    clientId: required('LMS_CLIENT_ID'),
    clientSecret: required('LMS_CLIENT_SECRET'),
    sessionSecret: required('LMS_SESSION_SECRET'),
  };
}
