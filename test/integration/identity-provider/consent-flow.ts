import { Browser } from './browser.ts';
import { agreement, authorizationRequest, type RegisteredClient, redeem, type Tokens } from './flows.ts';

/** `actAs` is the university for which somebody of several says that he comes. */
type Who = { readonly login: string; readonly password: string; readonly actAs?: string };

/** Begins a sign-in, and proves who somebody is where that is asked; ends on the consent page or at the application. */
export async function asked(
  issuer: string,
  client: RegisteredClient,
  who: Who,
  change: Record<string, string> = {},
  browser = new Browser(),
) {
  const request = authorizationRequest(issuer, client, change);
  let page = await browser.follow(await browser.get(request.url), client.redirect_uri);
  let text = page.url.startsWith(client.redirect_uri) ? '' : await page.response.text();
  if (text !== '' && !text.includes('name="seal"')) {
    const sent = await browser.post(page.url, { university: '', login: who.login, password: who.password });
    page = await browser.follow(sent, client.redirect_uri);
    if (page.url.endsWith('/act-as')) {
      const chosen = await browser.post(page.url, { university: who.actAs ?? '' });
      page = await browser.follow(chosen, client.redirect_uri);
    }
    text = page.url.startsWith(client.redirect_uri) ? '' : await page.response.text();
  }
  return { browser, request, url: page.url, text, isAsked: text.includes('name="seal"') };
}

export type Asked = Awaited<ReturnType<typeof asked>>;

/** Presses "allow", with these boxes ticked, and redeems the code. */
export async function allow(
  issuer: string,
  client: RegisteredClient,
  consent: Asked,
  ticked: Record<string, string> = {},
): Promise<Tokens> {
  const form = { ...agreement(consent.text), ...ticked };
  const done = await consent.browser.follow(
    await consent.browser.post(`${consent.url}/consent`, form),
    client.redirect_uri,
  );
  const text = done.url.startsWith(client.redirect_uri) ? '' : await done.response.text();
  return tokensAt(issuer, client, { ...consent, url: done.url, text });
}

/** Redeems the code with which a sign-in came back. */
export async function tokensAt(
  issuer: string,
  client: RegisteredClient,
  { url, request, text }: Asked,
): Promise<Tokens> {
  const code = new URL(url).searchParams.get('code');
  if (code === null) throw new Error(`not let in: ${url}\n${text}`);
  return (await (await redeem(issuer, client, code, request.verifier)).json()) as Tokens;
}

export async function allowedTokens(
  issuer: string,
  client: RegisteredClient,
  who: Who,
  change: Record<string, string> = {},
): Promise<{ tokens: Tokens }> {
  return { tokens: await allow(issuer, client, await asked(issuer, client, who, change)) };
}
