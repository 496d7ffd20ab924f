import type { Browser } from './browser.ts';
import { type Application, begin, expect, expectRedirect, finish } from './code-flow.ts';

export type SignInPerson = {
  readonly university: string;
  readonly login: string;
  readonly password: string;
  readonly sub: string;
};

/**
 * A whole password sign-in as a browser makes it: sent to the provider, the form, the password, back with a code, the code
 * redeemed. Style sheets and fonts are not fetched: browsers keep them.
 *
 * @returns the ID token.
 */
export async function passwordSignIn(
  application: Application,
  browser: Browser,
  person: SignInPerson,
): Promise<string> {
  const { pending, answer: sent } = await begin(application, browser);
  expectRedirect(sent, '/interaction/');
  // The university is remembered in a browser that has signed in before; this one is told.
  const form = await browser.get(`${sent.location!}?university=${person.university}`);
  expect(form.status === 200 && form.text.includes('name="password"'), `the form answered ${form.status}`);
  const action = new RegExp(`<form[^>]* action="(${sent.location!})"`).exec(form.text)?.[1];
  expect(action !== undefined, 'no form leads where the password goes');
  const { university, login, password } = person;
  const accepted = await browser.post(action!, { university, login, password });
  expectRedirect(accepted, `${application.issuer}/auth/`);
  return finish(application, pending, await browser.get(accepted.location!), person.sub);
}
