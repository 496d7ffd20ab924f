/** A CAS client written from the CAS Protocol 3.0 specification: it reads what the specification says, with nothing of ours. */
export type CasReply =
  | { readonly user: string; readonly attributes: Record<string, string[]> }
  | { readonly code: string; readonly text: string };

export function loginUrl(server: string, service: string, change: Record<string, string> = {}): string {
  return `${server}/cas/login?${new URLSearchParams({ service, ...change })}`;
}

/** Where the page leads by itself: browsers follow the header as they follow a link. */
export function leadsTo(response: Response): string | undefined {
  return /^0; url=(.*)$/.exec(response.headers.get('refresh') ?? '')?.[1];
}

export function ticketOf(url: string): string {
  const ticket = new URL(url).searchParams.get('ticket');
  if (ticket === null) throw new Error(`no ticket in ${url}`);
  return ticket;
}

/** §2.5 and §2.8 of the specification, CAS 3.0 with attributes. */
export async function validate(
  server: string,
  asked: { service: string; ticket: string; [more: string]: string },
  path = '/cas/p3/serviceValidate',
): Promise<CasReply> {
  const response = await fetch(`${server}${path}?${new URLSearchParams(asked)}`);
  if (response.status !== 200) throw new Error(`answered ${response.status}`);
  const xml = await response.text();
  const failure = /<cas:authenticationFailure code="([A-Z_]+)">([^<]*)<\/cas:authenticationFailure>/.exec(xml);
  if (failure) return { code: failure[1]!, text: failure[2]! };
  const user = /<cas:user>([^<]+)<\/cas:user>/.exec(xml)?.[1];
  if (user === undefined) throw new Error(`not an answer of the protocol: ${xml}`);
  const attributes: Record<string, string[]> = {};
  const inner = /<cas:attributes>(.*)<\/cas:attributes>/s.exec(xml)?.[1] ?? '';
  for (const [, name, value] of inner.matchAll(/<cas:([A-Za-z_]+)>([^<]*)<\/cas:\1>/g))
    attributes[name!] = [...(attributes[name!] ?? []), value!];
  return { user, attributes };
}
