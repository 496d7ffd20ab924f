import { resourceTypes, ScimError, schemasList, serviceProviderConfig } from '@onecampus/scim';
import { notAllowed } from './answer-endpoint.ts';
import type { ScimAnswer } from './scim-answer.ts';
import { count_default, count_max, operations_max, payload_bytes_max } from './scim-limits.ts';

const lists = { Schemas: schemasList, ResourceTypes: resourceTypes } as const;

/** What this service can do (RFC 7644 §4); nothing where the path is none of the three. */
export function answerDiscovery(
  method: string,
  base: string,
  query: Readonly<Record<string, unknown>>,
  [endpoint, id]: readonly (string | undefined)[],
): ScimAnswer | undefined {
  const isList = endpoint === 'Schemas' || endpoint === 'ResourceTypes';
  if (endpoint !== 'ServiceProviderConfig' && !isList) return undefined;
  if (method !== 'GET') throw notAllowed('GET');
  // RFC 7644 §4: a filter on these is refused, so that nobody believes it was applied.
  if (query['filter'] !== undefined) throw new ScimError(403, 'There is no filter here.');
  if (endpoint === 'ServiceProviderConfig') {
    if (id !== undefined) throw new ScimError(404, 'There is nothing at this address.');
    return {
      status: 200,
      body: serviceProviderConfig({ base, count_default, count_max, operations_max, payload_bytes_max }),
    };
  }
  const list = lists[endpoint](base);
  if (id === undefined) return { status: 200, body: list };
  const one = list.Resources.find((resource) => resource['id'] === id);
  if (!one) throw new ScimError(404, 'There is nothing of this id.');
  return { status: 200, body: one };
}
