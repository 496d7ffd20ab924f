import { attribute, complex, plural } from './define-attribute.ts';
import type { ScimSchema } from './schema.ts';

/**
 * The core User, RFC 7643 §4.1 and §8.7.1, without what this directory does not take: passwords (people sign in at their
 * university), photos (biometric data has no place here) and certificates. Unknown attributes of a body are ignored, so
 * a client that sends them is still served.
 */
export const userSchema: ScimSchema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'User Account',
  attributes: [
    attribute('userName', 'string', 'The name the person signs in with at the university, unique there.', {
      required: true,
      uniqueness: 'server',
    }),
    complex('name', "The parts of the person's name.", [
      attribute('formatted', 'string', 'The full name, as it is written.'),
      attribute('familyName', 'string', 'The family name.'),
      attribute('givenName', 'string', 'The given name.'),
      attribute('middleName', 'string', 'The middle name; for Russian names the patronymic.'),
      attribute('honorificPrefix', 'string', 'A title before the name.'),
      attribute('honorificSuffix', 'string', 'What follows the name.'),
    ]),
    attribute('displayName', 'string', 'The name to show.'),
    attribute('nickName', 'string', 'The name friends use.'),
    attribute('profileUrl', 'reference', 'A page about the person.', { referenceTypes: ['external'], caseExact: true }),
    attribute('title', 'string', 'The job title.'),
    attribute('userType', 'string', 'How the university calls this kind of account.'),
    attribute('preferredLanguage', 'string', 'Languages as in Accept-Language.'),
    attribute('locale', 'string', 'Where the person is, for dates and numbers.'),
    attribute('timezone', 'string', 'A time zone of the IANA database, such as Asia/Tomsk.'),
    attribute('active', 'boolean', 'False: readable, but no way in at this university.'),
    plural('emails', 'E-mail addresses, as sent.', ['work', 'home', 'other']),
    plural('phoneNumbers', 'Telephone numbers, as sent.', ['work', 'home', 'mobile', 'fax', 'pager', 'other']),
    plural('ims', 'Instant messaging addresses.', []),
    complex(
      'addresses',
      'Postal addresses.',
      [
        attribute('formatted', 'string', 'The whole address.'),
        attribute('streetAddress', 'string', 'Street, house, flat.'),
        attribute('locality', 'string', 'City or village.'),
        attribute('region', 'string', 'State or region.'),
        attribute('postalCode', 'string', 'Postal code.'),
        attribute('country', 'string', 'Country, ISO 3166-1 alpha-2.'),
        attribute('type', 'string', 'What the address is for.', { canonicalValues: ['work', 'home', 'other'] }),
        attribute('primary', 'boolean', 'True for the preferred one, once at most.'),
      ],
      { multiValued: true },
    ),
    complex(
      'groups',
      'Groups the person belongs to; changed at the group.',
      [
        attribute('value', 'string', 'The id of the group.', { mutability: 'readOnly', caseExact: true }),
        attribute('$ref', 'reference', 'The URI of the group.', {
          mutability: 'readOnly',
          caseExact: true,
          referenceTypes: ['Group'],
        }),
        attribute('display', 'string', 'The name of the group.', { mutability: 'readOnly' }),
        attribute('type', 'string', 'How the membership came about.', {
          mutability: 'readOnly',
          canonicalValues: ['direct', 'indirect'],
        }),
      ],
      { multiValued: true, mutability: 'readOnly' },
    ),
    plural('entitlements', 'Entitlements, such as urn:mace:dir:entitlement:common-lib-terms.', []),
    plural('roles', 'Roles at the university.', []),
  ],
};
