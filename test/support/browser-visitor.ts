import { type FormOfPage, formsOf } from './browser-forms.ts';

/** A page, or the last answer where no page came. */
export interface Shown {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

const hops_max = 20;

/**
 * A browser as far as HTTP goes: cookies by host and path — not by port, as in real ones —, redirects followed by GET, forms
 * filled in from the page that shows them. Runs no scripts.
 */
export class Visitor {
  readonly #cookies = new Map<string, Map<string, Cookie>>();
  readonly #headers: Readonly<Record<string, string>>;
  /** Every address that was asked for, in order. */
  readonly visited: string[] = [];

  constructor(headers: Readonly<Record<string, string>> = { 'accept-language': 'en' }) {
    this.#headers = headers;
  }

  /** Opens an address and goes where it is sent. */
  open(url: string): Promise<Shown> {
    return this.#follow(url, { method: 'GET' });
  }

  /** Opens an address and stays there, whatever the answer is. */
  async once(url: string, init: RequestInit = {}): Promise<Response> {
    this.visited.push(url);
    const host = new URL(url).hostname;
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...this.#headers,
        ...(init.headers as Record<string, string> | undefined),
        cookie: this.#cookieHeader(url),
      },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(host, line);
    return response;
  }

  /** Sends a form of the page: the first one, or the first whose action matches. `values` are typed over what it held. */
  send(page: Shown, values: Readonly<Record<string, string>> = {}, action: RegExp = /./): Promise<Shown> {
    const form = formsOf(page.text).find((one) => action.test(one.action));
    if (!form) throw new Error(`no form ${action} at ${page.url} (${page.status})\n${plain(page.text)}`);
    return this.#sendForm(page, form, values);
  }

  cookie(host: string, name: string): string | undefined {
    return this.#cookies.get(host)?.get(name)?.value;
  }

  #sendForm(page: Shown, form: FormOfPage, values: Readonly<Record<string, string>>): Promise<Shown> {
    const target = new URL(form.action, page.url);
    const body = new URLSearchParams({ ...form.values, ...values });
    if (form.method === 'get') {
      target.search = body.toString();
      return this.open(target.href);
    }
    return this.#follow(target.href, { method: 'POST', body });
  }

  async #follow(from: string, init: RequestInit): Promise<Shown> {
    let url = from;
    let response = await this.once(url, init);
    for (let hops = 0; hops < hops_max; hops += 1) {
      const location = response.headers.get('location');
      if (location === null || response.status < 300 || response.status > 399) {
        return { url, status: response.status, text: await response.text(), headers: response.headers };
      }
      await response.body?.cancel();
      url = new URL(location, url).href;
      response = await this.once(url);
    }
    throw new Error(`redirected too often, lastly to ${url}`);
  }

  #cookieHeader(url: string): string {
    const { hostname, pathname } = new URL(url);
    return [...(this.#cookies.get(hostname) ?? [])]
      .filter(([, { path }]) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  #keep(host: string, line: string): void {
    const [pair, ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair!.indexOf('=');
    const [name, value] = [pair!.slice(0, at), pair!.slice(at + 1)];
    const attribute = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const jar = this.#cookies.get(host) ?? new Map<string, Cookie>();
    this.#cookies.set(host, jar);
    const expires = attribute('expires');
    const over = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
    if (over) jar.delete(name);
    else jar.set(name, { value, path: attribute('path') ?? '/' });
  }
}

/** What a person reads of a page, roughly: its text without markup. */
export function plain(html: string): string {
  return html
    .replace(/<(script|style|svg|title)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#39|apos);/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&nbsp;|\u00a0|\u202f/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
