import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planBulk } from '../bulk/plan-bulk.ts';
import { readBulk } from '../bulk/read-bulk.ts';
import { ScimError } from '../errors/scim-error.ts';
import { readPatch } from '../patch/read-patch.ts';
import { decodeCursor } from '../query/cursor.ts';
import { readListQuery, readSearchRequest } from '../query/read-list-query.ts';
import { readIfMatch } from '../resources/etag.ts';
import { project } from '../resources/project.ts';
import { readResource } from '../resources/read-resource.ts';
import { affiliationSchemas, groupSchemas, userSchemas } from '../schemas/resource-schemas.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';

const limits = { count_default: 100, count_max: 200 };
const resources = { User: userSchemas, Group: groupSchemas, Affiliation: affiliationSchemas };

/** Names the schemas know, in the wrong places and with values of any kind: nearer to the edges than mere noise. */
const name = fc.oneof(
  fc.constantFrom('userName', 'NAME', 'members', 'emails', 'active', 'user', 'affiliation', 'value', 'schemas', 'meta'),
  fc.constantFrom(
    'name.givenName',
    'emails[type eq "work"].value',
    'members[value eq "x"]',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom(...userSchemas.map(({ id }) => id), 'urn:onecampus:params:scim:schemas:1.0:User:orcid', '$ref', ''),
  fc.string(),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(fc.string(), fc.constantFrom(null, true, 7, 'True', 'a\0', '\ud800', '2026-02-30T00:00:00Z')),
    fc.dictionary(name, tie('value'), { maxKeys: 5 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));
const body = fc.oneof(value, fc.dictionary(name, value), fc.jsonValue());
const operation = fc.record(
  {
    op: fc.constantFrom('Add', 'replace', 'Remove', 'x', 7),
    path: fc.oneof(name, value),
    value: body,
    method: fc.constantFrom('POST', 'PUT', 'DELETE'),
    bulkId: fc.constantFrom('a', 'b'),
    data: body,
  },
  { requiredKeys: [] },
);
const message = fc.oneof(body, fc.record({ Operations: fc.oneof(fc.array(operation, { maxLength: 4 }), value) }));

/** Either an answer or a refusal of SCIM; anything else would be a 500. */
function holds<Input>(inputs: fc.Arbitrary<Input>, read: (input: Input, of: ResourceSchemas) => unknown): void {
  fc.assert(
    fc.property(inputs, fc.constantFrom('User' as const, 'Group' as const, 'Affiliation' as const), (input, of) => {
      try {
        read(input, resources[of]);
      } catch (error) {
        if (!(error instanceof ScimError)) throw error;
        expect([400, 409, 413]).toContain(error.status);
      }
    }),
    { numRuns: 200 },
  );
}

describe('any input', () => {
  it('as a resource is read or refused, and what is read is returned without null', () => {
    holds(body, (input, of) => {
      const read = readResource(input, of);
      expect(JSON.stringify(project(read, {}, of))).not.toContain(':null');
      expect(readResource(read, of)).toEqual(read);
    });
  });

  it('as a PATCH is read into the promised shapes or refused', () => {
    holds(message, (input, of) => {
      for (const { op, path, value: given } of readPatch(input, of)) {
        if (op !== 'remove') expect(given === undefined || given === null).toBe(false);
        if (path.sub !== undefined) expect(path.filter).toBeDefined();
        if (path.filter) expect(path.attribute.sub).toBeUndefined();
      }
    });
  });

  it('as a bulk request is read and planned, or refused', () => {
    holds(message, (input) => planBulk(readBulk(input).operations));
  });

  it('as a query, a search, a cursor or a header is read or refused', () => {
    const parameter = fc.constantFrom('filter', 'attributes', 'sortBy', 'sortOrder', 'count', 'startIndex', 'cursor');
    const query = fc.dictionary(parameter, fc.oneof(name, value), { maxKeys: 4 });
    holds(query, (input, of) => readListQuery(input, of, limits));
    holds(fc.oneof(query, body), (input, of) => readSearchRequest(input, of, limits));
    holds(fc.string(), (input) => [decodeCursor(input), readIfMatch(input)]);
    holds(fc.string(), (input) => readIfMatch(input));
  });
});
