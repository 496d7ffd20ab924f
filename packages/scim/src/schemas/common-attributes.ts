import { attribute, complex } from './define-attribute.ts';
import type { ScimAttribute } from './schema.ts';

/** What every resource has, RFC 7643 §3; no schema lists them. `schemas` is made from the body, never patched. */
export const commonAttributes: readonly ScimAttribute[] = [
  attribute('schemas', 'reference', 'The schemas of the resource.', {
    multiValued: true,
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
  }),
  attribute('id', 'string', 'The id of the resource here.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  attribute('externalId', 'string', "The client's own key of the resource.", { caseExact: true }),
  complex(
    'meta',
    'About the resource.',
    [
      attribute('resourceType', 'string', 'The type of the resource.', { mutability: 'readOnly', caseExact: true }),
      attribute('created', 'dateTime', 'When it was made.', { mutability: 'readOnly' }),
      attribute('lastModified', 'dateTime', 'When it was last changed.', { mutability: 'readOnly' }),
      attribute('location', 'reference', 'Its URI.', { mutability: 'readOnly', caseExact: true }),
      attribute('version', 'string', 'Its ETag.', { mutability: 'readOnly', caseExact: true }),
    ],
    { mutability: 'readOnly' },
  ),
];
