import { knownAcrs, refedsMfa, refedsSfa, satisfies } from './assurance.ts';

const password = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
/** Classes that any sign-in here fulfils. */
const any = [
  password,
  'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
];

/** What of the classes that a service asks for (Core 2.0 §3.3.2.2.1) we could ever answer with. */
export function possibleContexts(asked: readonly string[]): string[] {
  return asked.filter((one) => any.includes(one) || (knownAcrs as readonly string[]).includes(one));
}

/** The same as wishes of the engine; none where any sign-in does. */
export function wishedAcrs(asked: readonly string[]): string[] {
  const possible = possibleContexts(asked);
  return possible.some((one) => any.includes(one)) ? [] : possible;
}

/** What a sign-in is called in the answer; `undefined` where it is nothing of what was asked for. */
export function contextOf(acr: string | undefined, asked: readonly string[]): string | undefined {
  if (asked.length === 0) return acr === refedsMfa ? refedsMfa : password;
  return asked.find((one) => any.includes(one) || ((one === refedsMfa || one === refedsSfa) && satisfies(acr, [one])));
}
