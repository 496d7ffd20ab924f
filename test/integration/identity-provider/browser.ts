/** A browser as far as HTTP goes: keeps cookies by path, follows nothing by itself, sends forms as pages hold them. */
export class Browser {
  /** By name and path, as browsers keep them (RFC 6265 §5.3). */
  readonly #cookies = new Map<string, { name: string; value: string; path: string }>();

  async get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(url, { headers: { accept: 'text/html', ...headers } });
  }

  async post(url: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(url, {
      method: 'POST',
      headers: { accept: 'text/html', ...headers },
      body: new URLSearchParams(form),
    });
  }

  /** Goes where it is sent until a page comes, or an address that starts with `until`. */
  async follow(response: Response, until: string): Promise<{ url: string; response: Response }> {
    let url = response.url;
    let present = response;
    for (let hops = 0; hops < 10; hops += 1) {
      const location = present.headers.get('location');
      if (location === null) return { url, response: present };
      url = new URL(location, url).href;
      if (url.startsWith(until)) return { url, response: present };
      present = await this.get(url);
    }
    throw new Error('redirected too often');
  }

  /** Another window of the same browser: the same cookies now, its own from here on. */
  clone(): Browser {
    const other = new Browser();
    for (const [place, cookie] of this.#cookies) other.#cookies.set(place, { ...cookie });
    return other;
  }

  cookie(name: string): string | undefined {
    return [...this.#cookies.values()].findLast((one) => one.name === name)?.value;
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(`${name};/`, { name, value, path: '/' });
  }

  async #send(url: string, init: RequestInit): Promise<Response> {
    const { pathname } = new URL(url);
    const cookie = [...this.#cookies]
      .filter(([, one]) => pathname.startsWith(one.path))
      .map(([, { name, value }]) => `${name}=${value}`);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as object), cookie: cookie.join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair!.indexOf('=');
      const [name, value] = [pair!.slice(0, at), pair!.slice(at + 1)];
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
      const place = `${name};${path}`;
      this.#cookies.delete(place);
      const gone = value === '' || attributes.some((one) => /^expires=Thu, 01 Jan 1970/i.test(one));
      if (!gone) this.#cookies.set(place, { name: name!, value: value!, path });
    }
    return response;
  }
}
