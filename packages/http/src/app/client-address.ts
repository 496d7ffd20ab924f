import type { IncomingMessage } from 'node:http';

/** Whether the proxy at this address, the n-th from us, is believed: express's `trust proxy fn`. */
type Trusts = (address: string, hop: number) => boolean;

/**
 * Whose request it is, as express's `request.ip` has it: the first address, going back from the connection, for which nobody
 * speaks whom we trust.
 */
export function clientAddress(request: IncomingMessage, trusts: Trusts): string | undefined {
  const direct = request.socket.remoteAddress;
  const forwarded = request.headers['x-forwarded-for'];
  if (direct === undefined || forwarded === undefined) return direct;
  const farther = String(forwarded)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .toReversed();
  const way = [direct, ...farther];
  return way.find((address, hop) => hop === way.length - 1 || !trusts(address, hop));
}
