import { refuse } from '../errors/scim-error.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import { resolveFilter } from '../filter/resolve-filter.ts';
import { readMessage } from '../messages/message.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import type { ListLimits, ListQuery, Query } from './list-query.ts';
import { readPaging } from './read-paging.ts';
import { readProjection } from './read-projection.ts';
import { readSort } from './read-sort.ts';

export const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

const PARAMETERS = [
  'attributes',
  'excludedAttributes',
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
  'cursor',
];

/** Known parameters by their own spelling, given in any; the rest is ignored (RFC 7644 §3.4.2). */
function spelled(query: Query): Query {
  const known = new Map(PARAMETERS.map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => {
      const name = known.get(key.toLowerCase());
      return name === undefined ? [] : [[name, value]];
    }),
  );
}

/** Everything a GET of a list may ask for, RFC 7644 §3.4.2. Throws ScimError 400 of the kind of each part. */
export function readListQuery(query: Query, schemas: ResourceSchemas, limits: ListLimits): ListQuery {
  const given = spelled(query);
  const text = given['filter'] ?? undefined;
  if (text !== undefined && typeof text !== 'string')
    throw refuse('invalidFilter', 'There must be one filter, as a string.');
  const sort = readSort(given, schemas);
  return {
    ...(text === undefined ? {} : { filter: resolveFilter(parseFilter(text, limits), schemas) }),
    ...(sort ? { sort } : {}),
    paging: readPaging(given, limits),
    projection: readProjection(given),
  };
}

/** The same out of the body of `POST /.search`, RFC 7644 §3.4.3. */
export function readSearchRequest(body: unknown, schemas: ResourceSchemas, limits: ListLimits): ListQuery {
  return readListQuery(Object.fromEntries(readMessage(body, SEARCH_REQUEST)), schemas, limits);
}
