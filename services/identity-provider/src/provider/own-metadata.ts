import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Engine } from './engine.ts';

/** What the engine says of itself (OpenID Connect Discovery §4.2), asked without a journey over the network. */
export function ownMetadata(engine: Engine, issuer: string): Promise<Record<string, unknown>> {
  const { host, protocol } = new URL(issuer);
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.url = '/.well-known/openid-configuration';
  request.headers = { host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) };
  const response = new ServerResponse(request);
  return new Promise((resolve, reject) => {
    response.end = ((body: unknown) => {
      try {
        resolve(JSON.parse(String(body)) as Record<string, unknown>);
      } catch (error) {
        reject(error as Error);
      }
      return response;
    }) as ServerResponse['end'];
    engine.handle(request, response).catch(reject);
  });
}
