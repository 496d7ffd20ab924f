import { attribute, complex } from './define-attribute.ts';
import type { ScimSchema } from './schema.ts';

/** The enterprise extension, RFC 7643 §4.3 and §8.7.1. */
export const enterpriseUserSchema: ScimSchema = {
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    attribute('employeeNumber', 'string', 'The number of the person at the university.'),
    attribute('costCenter', 'string', 'The cost center.'),
    attribute('organization', 'string', 'The organization; schacHomeOrganization of the university.'),
    attribute('division', 'string', 'The division.'),
    attribute('department', 'string', 'The department.'),
    complex('manager', "The person's manager.", [
      attribute('value', 'string', 'The id of the User who is the manager.', { caseExact: true }),
      attribute('$ref', 'reference', 'The URI of that User.', { caseExact: true, referenceTypes: ['User'] }),
      attribute('displayName', 'string', "The manager's name.", { mutability: 'readOnly' }),
    ]),
  ],
};
