import type { Shown, Visitor } from './browser-visitor.ts';

/** The form of the sign-in page; not the search among universities, which is a form as well. */
const signInForm = /^\/interaction\/[^/]+$/;

/** Fills in the sign-in page as a person does: chooses his university where that is asked, then types name and password. */
export async function sendSignIn(
  visitor: Visitor,
  page: Shown,
  who: { readonly login: string; readonly password: string },
): Promise<Shown> {
  return visitor.send(await chosenUniversity(visitor, page, who.login), who, signInForm);
}

/** From "which university?" to the form of the university that the login's domain names; any other page as it is. */
export async function chosenUniversity(visitor: Visitor, page: Shown, login: string): Promise<Shown> {
  if (!page.text.includes('class="choices"')) return page;
  const here = page.url.split('?')[0];
  const found = await visitor.open(`${here}?q=${encodeURIComponent(login)}`);
  const slug = /[?&;]university=([a-z0-9-]+)/.exec(found.text)?.[1];
  if (slug === undefined) throw new Error(`no university found by "${login}" at ${page.url}`);
  return visitor.open(`${here}?university=${slug}`);
}
