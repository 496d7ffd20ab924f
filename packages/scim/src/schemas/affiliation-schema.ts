import { attribute, complex } from './define-attribute.ts';
import type { ScimSchema } from './schema.ts';

/**
 * What one person is at one university, and from when until when. `member` is not in the vocabulary: eduPerson derives
 * it from the others (eduPerson 202208 §2.2.1), and so does the directory.
 */
export const affiliationSchema: ScimSchema = {
  id: 'urn:onecampus:params:scim:schemas:1.0:Affiliation',
  name: 'Affiliation',
  description: 'An affiliation of a person with the university',
  attributes: [
    complex(
      'user',
      'Whose affiliation it is; never changed afterwards.',
      [
        attribute('value', 'string', 'The id of the User.', {
          required: true,
          mutability: 'immutable',
          caseExact: true,
        }),
        attribute('$ref', 'reference', 'The URI of the User.', {
          mutability: 'readOnly',
          caseExact: true,
          referenceTypes: ['User'],
        }),
        attribute('display', 'string', "The User's name.", { mutability: 'readOnly' }),
      ],
      { required: true, mutability: 'immutable' },
    ),
    attribute('affiliation', 'string', 'eduPersonAffiliation, without member.', {
      required: true,
      canonicalValues: ['faculty', 'student', 'staff', 'alum', 'affiliate', 'employee', 'library-walk-in'],
      closed: true,
    }),
    attribute('scope', 'string', 'The scope at which it holds, such as tsu.ru.'),
    attribute('orgUnit', 'string', 'The faculty, institute or department, by its key at the university.'),
    attribute('programme', 'string', 'The programme of study, by its key at the university.'),
    attribute('validFrom', 'dateTime', 'From this second on.'),
    attribute('validUntil', 'dateTime', 'Up to, and not including, this second.'),
    attribute('grace', 'string', 'How long rights outlive validUntil: an ISO 8601 duration such as P30D.', {
      format: 'duration',
    }),
    attribute('endReason', 'string', 'Why it ended, in the words of the university.'),
    attribute('effectiveUntil', 'dateTime', 'When the last right ends: validUntil and grace.', {
      mutability: 'readOnly',
    }),
  ],
};
