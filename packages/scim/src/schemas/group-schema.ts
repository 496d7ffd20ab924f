import { attribute, complex } from './define-attribute.ts';
import type { ScimSchema } from './schema.ts';

/** The core Group, RFC 7643 §4.2 and §8.7.1. displayName is unique per university, as Entra expects (behaviour 3). */
export const groupSchema: ScimSchema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'Group',
  attributes: [
    attribute('displayName', 'string', 'The name of the group, unique at the university.', {
      required: true,
      uniqueness: 'server',
    }),
    complex(
      'members',
      'The members of the group.',
      [
        attribute('value', 'string', 'The id of the member.', {
          required: true,
          mutability: 'immutable',
          caseExact: true,
        }),
        attribute('$ref', 'reference', 'The URI of the member.', {
          mutability: 'immutable',
          caseExact: true,
          referenceTypes: ['User', 'Group'],
        }),
        attribute('type', 'string', 'What the member is.', {
          mutability: 'immutable',
          canonicalValues: ['User', 'Group'],
        }),
        attribute('display', 'string', "The member's name.", { mutability: 'readOnly' }),
      ],
      { multiValued: true },
    ),
  ],
};
