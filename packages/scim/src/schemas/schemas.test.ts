import { describe, expect, it } from '@jest/globals';
import { findAttribute } from './find-attribute.ts';
import { affiliationSchemas, groupSchemas, userSchemas } from './resource-schemas.ts';
import { resourceTypes } from './resource-types.ts';
import { schemasList } from './schemas-list.ts';
import { serviceProviderConfig } from './service-provider-config.ts';

const base = 'https://campus.example/scim/v2/tsu.ru';
type Published = Record<string, unknown> & { subAttributes?: Published[]; name: string };

function every(attributes: readonly Published[]): Published[] {
  return attributes.flatMap((one) => [one, ...every(one.subAttributes ?? [])]);
}

describe('schemas', () => {
  it('are published with every characteristic of RFC 7643 §7, and none of ours', () => {
    const list = schemasList(base);
    expect(list.Resources.map(({ id }) => id)).toEqual(
      [...userSchemas, ...groupSchemas, ...affiliationSchemas].map(({ id }) => id),
    );
    const required = [
      'caseExact',
      'description',
      'multiValued',
      'mutability',
      'name',
      'required',
      'returned',
      'type',
      'uniqueness',
    ];
    const allowed = new Set([...required, 'canonicalValues', 'referenceTypes', 'subAttributes']);
    for (const { id, attributes, meta } of list.Resources) {
      expect(meta).toEqual({ resourceType: 'Schema', location: `${base}/Schemas/${id}` });
      for (const one of every(attributes as Published[])) {
        expect(Object.keys(one)).toEqual(expect.arrayContaining(required));
        expect(Object.keys(one).filter((key) => !allowed.has(key))).toEqual([]);
        expect(one['type'] === 'complex').toBe(one.subAttributes !== undefined);
        expect(one['type'] === 'reference').toBe(one['referenceTypes'] !== undefined);
        expect(one['mutability'] === 'writeOnly').toBe(one['returned'] === 'never');
      }
    }
  });

  it('name resource types with their extensions', () => {
    expect(resourceTypes(base).Resources).toMatchObject([
      {
        id: 'User',
        endpoint: '/Users',
        schemaExtensions: userSchemas.slice(1).map(({ id }) => ({ schema: id, required: false })),
        meta: { location: `${base}/ResourceTypes/User` },
      },
      { id: 'Group', endpoint: '/Groups' },
      { id: 'Affiliation', endpoint: '/Affiliations', schema: 'urn:onecampus:params:scim:schemas:1.0:Affiliation' },
    ]);
  });

  it('say in the configuration what there is and how much of it', () => {
    const config = serviceProviderConfig({
      base,
      count_default: 100,
      count_max: 200,
      operations_max: 1_000,
      payload_bytes_max: 1_048_576,
      cursor_lifetime_seconds: 600,
      eventUris: ['urn:ietf:params:scim:event:prov:create:notice'],
    });
    expect(config).toMatchObject({
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 1_000, maxPayloadSize: 1_048_576 },
      filter: { supported: true, maxResults: 200 },
      etag: { supported: true },
      securityEvents: { asyncRequest: 'none', eventUris: ['urn:ietf:params:scim:event:prov:create:notice'] },
      pagination: { cursor: true, index: true, defaultPageSize: 100, maxPageSize: 200, cursorTimeout: 600 },
      meta: { location: `${base}/ServiceProviderConfig` },
    });
  });

  it.each<[string | undefined, string, string | undefined, string | undefined]>([
    [undefined, 'USERNAME', undefined, 'userName'],
    [undefined, 'Meta', 'LASTMODIFIED', 'lastModified'],
    ['urn:ietf:params:scim:schemas:core:2.0:USER', 'emails', 'value', 'value'],
    ['URN:onecampus:params:scim:schemas:1.0:User', 'ORCID', undefined, 'orcid'],
    [undefined, 'orcid', undefined, undefined],
    [undefined, 'userName', 'value', undefined],
    [undefined, '__proto__', undefined, undefined],
    [undefined, 'constructor', undefined, undefined],
    ['urn:x', 'userName', undefined, undefined],
  ])('find %s %s %s: %s', (schema, name, sub, expected) => {
    const path = { ...(schema === undefined ? {} : { schema }), name, ...(sub === undefined ? {} : { sub }) };
    const found = findAttribute(userSchemas, path);
    expect((found?.sub ?? found?.attribute)?.name).toBe(expected);
  });
});
