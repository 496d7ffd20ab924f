import type { IncomingMessage } from 'node:http';
import { ScimError } from '@onecampus/scim';
import type { App, Context } from '../context.ts';
import { admission } from './admit.ts';
import { affiliations } from './affiliations.ts';
import { answerEndpoint, notAllowed } from './answer-endpoint.ts';
import { answerBulk } from './bulk.ts';
import { answerDiscovery } from './discovery.ts';
import { groups } from './groups.ts';
import { readScimBody } from './read-scim-body.ts';
import { refusalOf } from './refusal-of.ts';
import type { ScimAnswer } from './scim-answer.ts';
import type { ScimCall } from './scim-call.ts';
import type { ScimEndpoint } from './scim-endpoint.ts';
import { payload_bytes_max } from './scim-limits.ts';
import { users } from './users.ts';

const endpoints: ReadonlyMap<string, ScimEndpoint> = new Map(
  [users, groups, affiliations].map((one) => [one.name, one]),
);
const withBody = new Set(['POST', 'PUT', 'PATCH']);

interface Incoming extends IncomingMessage {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
}

/** SCIM 2.0 (RFC 7644) for each university at `/scim/v2/{university}`: one door, so that nothing behind it answers unasked. */
export function scimRoutes(app: App, context: Context): void {
  const door = admission(context);
  const paths = ['/scim/v2', '/scim/v2/:university', '/scim/v2/:university/*rest'];
  app.all(paths, async (request, response) => {
    const answer = await answerScim(context, door, request as unknown as Incoming).catch((thrown: unknown) => {
      const { error, ...refusal } = refusalOf(thrown);
      // 501 is an answer like another: what we do not offer is no failure of ours.
      if (refusal.status >= 500 && !(error instanceof ScimError))
        context.log.error({ err: error }, 'SCIM request failed');
      else context.log.info({ status: refusal.status, reason: error.message }, 'SCIM request refused');
      return refusal as ScimAnswer;
    });
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    response.status(answer.status);
    if (answer.body === undefined) return void response.end();
    // A body that nobody read would be taken for the next request of the connection.
    if (answer.status === 413) response.setHeader('Connection', 'close');
    response.setHeader('Content-Type', 'application/scim+json; charset=utf-8');
    response.end(JSON.stringify(answer.body));
  });
}

async function answerScim(
  context: Context,
  door: ReturnType<typeof admission>,
  request: Incoming,
): Promise<ScimAnswer> {
  const university = String(request.params['university'] ?? '');
  const caller = await door.admit(request, university);
  const base = `${context.access.audience}/scim/v2/${university.toLowerCase()}`;
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const path = (request.params['rest'] ?? []) as readonly string[];
  const [name = '', id, ...more] = path.at(-1) === '' ? path.slice(0, -1) : path;
  if (more.length > 0) throw new ScimError(404, 'There is nothing at this address.');
  const discovered = answerDiscovery(method, base, request.query, [name, id]);
  if (discovered) return discovered;
  const body = withBody.has(method) ? await readScimBody(request, payload_bytes_max) : undefined;
  const call: ScimCall = { context, caller, base };
  if (name === 'Bulk' && id === undefined) {
    if (method !== 'POST') throw notAllowed('POST');
    return answerBulk(endpoints, call, body);
  }
  if (name === 'Me' || name === '.search') {
    throw new ScimError(501, 'Not offered; ask /Users, /Groups or /Affiliations, each with its own /.search.');
  }
  const endpoint = endpoints.get(name);
  if (!endpoint) throw new ScimError(404, 'There is nothing at this address.');
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  return answerEndpoint(endpoint, call, { method, id, query: request.query, body, ifMatch, ifNoneMatch });
}
