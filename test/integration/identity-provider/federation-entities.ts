import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateSigningKey } from '@onecampus/tokens';
import {
  type EntityStatement,
  signStatement,
} from '../../../services/identity-provider/src/openid-federation/entity-statement.ts';

type Keys = Awaited<ReturnType<typeof generateSigningKey>>;

/** An entity of a federation as its own server would be: on this machine, with keys of its own. */
export interface Entity {
  readonly id: string;
  readonly keys: Keys;
  /** How often each path was asked for. */
  readonly asked: Map<string, number>;
  /** Changes what it says of itself, or of others, from the next request on. */
  say(change: (statement: EntityStatement) => EntityStatement): void;
  /** Vouches for another entity. */
  vouchFor(sub: string, statement: Partial<EntityStatement>): void;
  /** What it signs with from now on, without saying so to anybody. */
  signWith(keys: Keys): void;
  close(): Promise<void>;
}

export async function startEntity(own: {
  readonly superiors: readonly string[];
  readonly metadata?: EntityStatement['metadata'];
}): Promise<Entity> {
  const keys = await generateSigningKey('ES256', `key-${Math.random().toString(36).slice(2)}`);
  let signing = keys;
  let changed: (statement: EntityStatement) => EntityStatement = (statement) => statement;
  const subordinates = new Map<string, Partial<EntityStatement>>();
  const asked = new Map<string, number>();
  const sign = (statement: EntityStatement) =>
    signStatement(statement, { kid: signing.publicJwk.kid!, privateJwk: signing.privateJwk });
  const times = () => {
    const now = Math.floor(Date.now() / 1_000);
    return { iat: now, exp: now + 600 };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url!, id);
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
    const send = async (statement: EntityStatement) =>
      response.writeHead(200, { 'content-type': 'application/entity-statement+jwt' }).end(await sign(statement));
    if (pathname === '/.well-known/openid-federation') {
      return send(
        changed({
          iss: id,
          sub: id,
          ...times(),
          jwks: { keys: [keys.publicJwk] },
          authority_hints: own.superiors,
          metadata: {
            ...own.metadata,
            ...(subordinates.size > 0 ? { federation_entity: { federation_fetch_endpoint: `${id}/fetch` } } : {}),
          },
        }),
      );
    }
    const sub = searchParams.get('sub') ?? '';
    const said = pathname === '/fetch' ? subordinates.get(sub) : undefined;
    if (said === undefined) return response.writeHead(404).end();
    return send({ iss: id, sub, ...times(), jwks: { keys: [] }, ...said });
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const id = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    id,
    keys,
    asked,
    say: (change) => {
      changed = change;
    },
    vouchFor: (sub, statement) => void subordinates.set(sub, statement),
    signWith: (others) => {
      signing = others;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
