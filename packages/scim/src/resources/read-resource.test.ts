import { describe, expect, it } from '@jest/globals';
import { affiliationSchema } from '../schemas/affiliation-schema.ts';
import { campusUserSchema } from '../schemas/campus-user-schema.ts';
import { affiliationSchemas, groupSchemas, userSchemas } from '../schemas/resource-schemas.ts';
import { userSchema } from '../schemas/user-schema.ts';
import { refusal } from '../testing/refusal.ts';
import { readResource } from './read-resource.ts';

const campus = campusUserSchema.id;
const student = { user: { value: '7' }, affiliation: 'student' };

describe('readResource', () => {
  it('spells names as the schema does, at every level', () => {
    const body = {
      SCHEMAS: [userSchema.id.toUpperCase()],
      USERNAME: 'b',
      ExternalID: '9',
      Name: { FAMILYNAME: 'Ли' },
      EMAILS: [{ VALUE: 'a@b', PRIMARY: true }],
      [campus.toUpperCase()]: { BIRTHDATE: '2004-02-29', nationalnumber: '112-233-445 95' },
    };
    expect(readResource(body, userSchemas)).toEqual({
      schemas: [userSchema.id, campus],
      userName: 'b',
      externalId: '9',
      name: { familyName: 'Ли' },
      emails: [{ value: 'a@b', primary: true }],
      [campus]: { birthDate: '2004-02-29', nationalNumber: '112-233-445 95' },
    });
  });

  it('leaves out what is unassigned, unknown or read-only', () => {
    const body = {
      userName: 'b',
      title: null,
      emails: [],
      name: { givenName: null, color: 'x' },
      phoneNumbers: [null, {}],
      shoeSize: 42,
      __proto__: { polluted: true },
      constructor: 'x',
      'urn:x:unknown': { a: 1 },
      [campus]: { eduPersonPrincipalName: 'x' },
    };
    expect(readResource(body, userSchemas)).toEqual({ schemas: [userSchema.id], userName: 'b' });
    expect(
      readResource(JSON.parse('{"userName":"b","__proto__":{"active":true}}'), userSchemas)['active'],
    ).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['userName is required', {}],
    ['userName is required', { userName: '' }],
    ['userName is required', { userName: null }],
    ['userName must be a string', { userName: 7 }],
    ['userName holds NUL', { userName: 'a\0' }],
    ['userName holds NUL or half a character', { userName: '\ud800' }],
    ['userName is given twice', { userName: 'a', USERNAME: 'b' }],
    ['active must be true or false', { userName: 'a', active: 1 }],
    ['emails must be a list', { userName: 'a', emails: 'a@b' }],
    ['emails[1].value must be a string', { userName: 'a', emails: [{ value: 'x' }, { value: {} }] }],
    ['emails has more than one primary', { userName: 'a', emails: [{ primary: true }, { primary: 'True' }] }],
    ['name must be an object', { userName: 'a', name: ['x'] }],
    [`${campus} must be an object`, { userName: 'a', [campus]: 'x' }],
    [`${campus} is given twice`, { userName: 'a', [campus]: { orcid: 'x' }, [campus.toUpperCase()]: { orcid: 'y' } }],
    [`${campus}:birthDate must be a date`, { userName: 'a', [campus]: { birthDate: '2005-02-29' } }],
    [`${campus}:birthDate must be a date`, { userName: 'a', [campus]: { birthDate: '29.02.2004' } }],
  ])('%s', (sentence, body) => {
    const refused = refusal(() => readResource(body, userSchemas));
    expect(refused).toMatchObject({ status: 400, scimType: 'invalidValue' });
    expect(refused.detail).toContain(sentence);
  });

  it.each<[unknown]>([[null], ['x'], [[]], [{ userName: 'a', schemas: ['urn:x'] }], [{ userName: 'a', schemas: 'x' }]])(
    'is no such resource at all: %j',
    (body) => {
      expect(refusal(() => readResource(body, userSchemas)).scimType).toBe('invalidSyntax');
    },
  );

  it('needs an id of each member', () => {
    const body = { displayName: 'x', members: [{ value: 'a' }, { display: 'b' }] };
    expect(refusal(() => readResource(body, groupSchemas)).detail).toBe('members[1].value is required.');
  });

  it('reads an affiliation: closed words, dates with a zone, durations', () => {
    const body = { ...student, affiliation: 'STUDENT', validFrom: '2026-09-01T00:00:00+07:00', grace: 'P1M15DT12H' };
    expect(readResource(body, affiliationSchemas)).toEqual({
      schemas: [affiliationSchema.id],
      ...body,
      affiliation: 'student',
    });
    expect(readResource({ ...student, user: '7', effectiveUntil: 'x' }, affiliationSchemas)).toMatchObject(student);
  });

  it.each<[string, object]>([
    ['user is required', { user: undefined }],
    ['user.value is required', { user: { display: 'x' } }],
    ['affiliation must be one of faculty, student', { affiliation: 'member' }],
    ['validFrom must be a date and time', { validFrom: '2026-09-01' }],
    ['validFrom must be a date and time', { validFrom: '2026-09-01T00:00:00' }],
    ['validFrom must be a date and time', { validFrom: '2026-02-30T00:00:00Z' }],
    ['validUntil must be a date and time', { validUntil: '2026-09-01T25:00:00Z' }],
    ['validUntil must be a date and time', { validUntil: 1_788_220_800 }],
    ['grace must be an ISO 8601 duration', { grace: 'P' }],
    ['grace must be an ISO 8601 duration', { grace: 'P1DT' }],
    ['grace must be an ISO 8601 duration', { grace: '30 days' }],
  ])('refuses an affiliation: %s', (sentence, part) => {
    expect(refusal(() => readResource({ ...student, ...part }, affiliationSchemas)).detail).toContain(sentence);
  });
});
