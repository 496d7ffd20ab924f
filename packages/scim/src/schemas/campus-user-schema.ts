import { attribute } from './define-attribute.ts';
import type { ScimSchema } from './schema.ts';

/** What universities know of a person beyond SCIM's core, under the names of eduPerson and SCHAC. */
export const campusUserSchema: ScimSchema = {
  id: 'urn:onecampus:params:scim:schemas:1.0:User',
  name: 'CampusUser',
  description: 'User at a university',
  attributes: [
    attribute('birthDate', 'string', 'Date of birth, YYYY-MM-DD.', { format: 'date' }),
    attribute(
      'nationalNumber',
      'string',
      'A national number. Taken to recognise the person, kept as a keyed hash only.',
      {
        caseExact: true,
        mutability: 'writeOnly',
        returned: 'never',
      },
    ),
    attribute('studentNumber', 'string', 'The number of the student at the university.', { caseExact: true }),
    attribute('employeeNumber', 'string', 'The number of the employee at the university.', { caseExact: true }),
    attribute('orcid', 'string', 'eduPersonOrcid.'),
    attribute('europeanStudentIdentifier', 'string', 'ESI: urn:schac:personalUniqueCode:int:esi:…', {
      caseExact: true,
    }),
    attribute('eduPersonPrincipalName', 'string', 'eduPersonPrincipalName.', { mutability: 'readOnly' }),
    attribute('eduPersonScopedAffiliation', 'string', 'eduPersonScopedAffiliation, of this moment.', {
      multiValued: true,
      mutability: 'readOnly',
    }),
  ],
};
