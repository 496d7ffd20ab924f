/** Settings of a product as somebody filled them in: by the way there and the product's own field names. */
export type Fields = ReadonlyMap<string, string>;

/** What the product made of a sign-in. */
export interface SignedIn {
  /** What it knows the person by. */
  readonly account: string;
  /** Everything it took over, under its own names. */
  readonly profile: Readonly<Record<string, string | undefined>>;
}

/** One browser's visit to a product. */
export interface Visit {
  /** Where the product sends the browser when its sign-in button is pressed. */
  begin(): Promise<string>;
  /** What it does with the address that the browser comes back with. Throws what its user would see as a failure. */
  finish(callback: URL): Promise<SignedIn>;
  /** Where it sends the browser at sign-out; nowhere for a product that ends its own session alone. */
  signOut?(): Promise<string>;
  /** A logout token that came on the back channel; `true` where it ended this visit. */
  heard?(logoutToken: string): Promise<boolean>;
}

export type Product = (fields: Fields, address: string) => Visit;

export type Discovery = Readonly<Record<string, unknown>> & { readonly issuer: string };

export async function readJson(url: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const answer = await fetch(url, init);
  const body = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(body)}`);
  return body;
}

export async function discover(url: string): Promise<Discovery> {
  return (await readJson(url)) as Discovery;
}

export function field(fields: Fields, name: string): string {
  const value = fields.get(name);
  if (value === undefined) throw new Error(`the settings say nothing of "${name}"`);
  return value;
}

export function postForm(
  url: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  return readJson(url, { method: 'POST', headers, body: new URLSearchParams(form) });
}

/** RFC 6749 §2.3.1: both halves encoded before they are joined. */
export function basic(id: string, secret: string): Record<string, string> {
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

export function bearer(token: unknown): RequestInit {
  return { headers: { authorization: `Bearer ${String(token)}` } };
}

export function returned(callback: URL, state: string): string {
  const { searchParams } = callback;
  if (searchParams.get('error'))
    throw new Error(`${searchParams.get('error')}: ${searchParams.get('error_description')}`);
  if (searchParams.get('state') !== state) throw new Error('the state is another one');
  return searchParams.get('code') ?? '';
}
