import type { IncomingMessage } from 'node:http';
import { isProgramPath } from './engine.ts';

/** What programs ask. */
const asked = new Set([
  '/token',
  '/token/introspection',
  '/token/revocation',
  '/me',
  '/request',
  '/jwks',
  '/device/auth',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
]);

const safe = new Set<string | undefined>(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether the engine may be asked without express around it, and what the path is called in the measurements. A browser that is
 * on its way to an application comes with GET and changes nothing by another site's will; whoever chooses a language on the way
 * gets it from express.
 *
 * @param body_bytes_max of those who send more, express says that it is too much.
 */
export function leanPlace(
  { method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body_bytes_max: number,
): { path: string; name: string } | undefined {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  const byProgram = asked.has(path) && (safe.has(method) || isProgramPath(path));
  if (!byProgram && !(method === 'GET' && path === '/auth' && !/[?&]lang=/.test(url))) return undefined;
  return Number(headers['content-length']) > body_bytes_max ? undefined : { path, name: path };
}
