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
  const form = await browser.get(sent.location!);
  expect(form.status === 200 && form.text.includes('name="password"'), `the form answered ${form.status}`);
  const action = /<form[^>]* action="([^"]+)"/.exec(form.text)?.[1];
  expect(action === sent.location, `the form leads to ${action}`);
  const { university, login, password } = person;
  const accepted = await browser.post(action!, { university, login, password });
  expectRedirect(accepted, `${application.issuer}/auth/`);
  return finish(application, pending, await browser.get(accepted.location!), person.sub);
}
