import {
  project,
  readListQuery,
  readProjection,
  readSearchRequest,
  ScimError,
  type ScimResource,
} from '@onecampus/scim';
import { resourceHeaders, type ScimAnswer } from './scim-answer.ts';
import type { ScimCall } from './scim-call.ts';
import type { ScimEndpoint } from './scim-endpoint.ts';
import { listLimits } from './scim-limits.ts';

/** A request to one endpoint, with nothing of HTTP left in it but its own words. */
export interface EndpointRequest {
  readonly method: string;
  /** The part of the path after the endpoint; `.search` is no id. */
  readonly id: string | undefined;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Answers what one type of resource is asked (RFC 7644 §3.2). @throws ScimError 405 with the methods that there are. */
export async function answerEndpoint(
  endpoint: ScimEndpoint,
  call: ScimCall,
  request: EndpointRequest,
): Promise<ScimAnswer> {
  const { method, id, query, body } = request;
  if (id === undefined) {
    if (method === 'GET') return answerList(endpoint, call, readListQuery(query, endpoint.schemas, listLimits));
    if (method !== 'POST') throw notAllowed('GET, POST');
    const created = await endpoint.create(call, body);
    return { status: 201, ...shown(endpoint, created, readProjection(query)) };
  }
  if (id === '.search') {
    if (method !== 'POST') throw notAllowed('POST');
    return answerList(endpoint, call, readSearchRequest(body, endpoint.schemas, listLimits));
  }
  return answerOne(endpoint, call, { ...request, id });
}

async function answerOne(
  endpoint: ScimEndpoint,
  call: ScimCall,
  { method, id, query, body, ifMatch, ifNoneMatch }: EndpointRequest & { readonly id: string },
): Promise<ScimAnswer> {
  const projection = readProjection(query);
  switch (method) {
    case 'GET': {
      const answer = shown(endpoint, await endpoint.show(call, id, projection), projection);
      const isKnown = names(ifNoneMatch, answer.headers['ETag']!);
      return isKnown ? { status: 304, headers: answer.headers } : { status: 200, ...answer };
    }
    case 'PUT':
      return { status: 200, ...shown(endpoint, await endpoint.replace(call, id, body, { ifMatch }), projection) };
    case 'PATCH': {
      const outcome = await endpoint.patch(call, id, body, { ifMatch });
      if ('resource' in outcome) return { status: 200, ...shown(endpoint, outcome.resource, projection) };
      if (projection.attributes)
        return { status: 200, ...shown(endpoint, await endpoint.show(call, id, projection), projection) };
      return { status: 204, headers: { ETag: outcome.version, Location: outcome.location } };
    }
    case 'DELETE':
      await endpoint.remove(call, id, { ifMatch });
      return { status: 204 };
    default:
      throw notAllowed('GET, PUT, PATCH, DELETE');
  }
}

async function answerList(
  endpoint: ScimEndpoint,
  call: ScimCall,
  query: ReturnType<typeof readListQuery>,
): Promise<ScimAnswer> {
  const list = await endpoint.list(call, query);
  const Resources = list.Resources.map((one) => project(one, query.projection, endpoint.schemas));
  return { status: 200, body: { ...list, Resources } };
}

function shown(endpoint: ScimEndpoint, resource: ScimResource, projection: ReturnType<typeof readProjection>) {
  return { body: project(resource, projection, endpoint.schemas), headers: resourceHeaders(resource) };
}

/** The header If-None-Match, compared weakly (RFC 9110 §13.1.2). */
function names(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return header !== undefined && (tags.includes('*') || tags.includes(etag.replace(/^W\//, '')));
}

export class MethodNotAllowed extends ScimError {
  readonly allow: string;
  constructor(allow: string) {
    super(405, `Only ${allow} is answered here.`);
    this.allow = allow;
  }
}

export function notAllowed(allow: string): MethodNotAllowed {
  return new MethodNotAllowed(allow);
}
