import { Client } from 'undici';

export type Answer = {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
};

/** One person's browser: one kept-alive connection and a cookie jar. */
export interface Browser {
  get(target: string): Promise<Answer>;
  post(target: string, form: Readonly<Record<string, string>>): Promise<Answer>;
  /** Forgets all cookies: the next request comes from somebody new. */
  forget(): void;
  close(): Promise<void>;
}

/** `origin` is where it is connected to; absolute addresses it follows must lie there. `headers` are sent each time. */
export function openBrowser(origin: string, headers: Readonly<Record<string, string>> = {}): Browser {
  const client = new Client(origin, { pipelining: 1 });
  const jar = new Map<string, string>();

  const send = async (
    method: 'GET' | 'POST',
    target: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<Answer> => {
    const answer = await client.request({
      method,
      path: target.startsWith(origin) ? target.slice(origin.length) : target,
      headers: {
        accept: 'text/html',
        'accept-language': 'ru',
        ...headers,
        ...(jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(form
          ? { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
          : {}),
      },
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
    });
    keep(jar, answer.headers['set-cookie']);
    const location = answer.headers['location'];
    return {
      status: answer.statusCode,
      location: typeof location === 'string' ? location : undefined,
      text: await answer.body.text(),
    };
  };
  return {
    get: (target) => send('GET', target),
    post: (target, form) => send('POST', target, form),
    forget: () => jar.clear(),
    close: () => client.destroy(),
  };
}

/** Paths and lifetimes of cookies are not kept apart; an emptied cookie is one that was taken away. */
function keep(jar: Map<string, string>, header: string | string[] | undefined): void {
  for (const line of header === undefined ? [] : [header].flat()) {
    const pair = line.split(';', 1)[0]!;
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
}
