import { describe, expect, it } from '@jest/globals';
import { affiliationSchemas, groupSchemas, userSchemas } from '../schemas/resource-schemas.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import { refusal } from '../testing/refusal.ts';
import { parseFilter } from './parse-filter.ts';
import { printFilter } from './print-filter.ts';
import { resolveFilter } from './resolve-filter.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const campus = 'urn:onecampus:params:scim:schemas:1.0:User';
const resolved = (text: string, schemas: ResourceSchemas = userSchemas) =>
  printFilter(resolveFilter(parseFilter(text), schemas));

describe('resolveFilter', () => {
  it.each([
    ['USERNAME eq "x"', 'userName eq "x"'],
    ['urn:IETF:params:scim:schemas:core:2.0:user:username eq "x"', 'userName eq "x"'],
    [`${enterprise.toUpperCase()}:DEPARTMENT sw "x"`, `${enterprise}:department sw "x"`],
    [`${campus}:orcid pr`, `${campus}:orcid pr`],
    [`${enterprise}:manager eq "7"`, `${enterprise}:manager.value eq "7"`],
    ['emails co "@tsu.ru"', 'emails.value co "@tsu.ru"'],
    ['emails pr', 'emails pr'],
    ['not (EMAILS[TYPE eq "work"].VALUE eq "x")', 'not (emails[type eq "work" and value eq "x"])'],
    ['active eq "False"', 'active eq false'],
    ['active ne true or id eq "7"', 'active ne true or id eq "7"'],
    ['externalid eq null', 'externalId eq null'],
    ['meta.lastmodified ge "2026-01-01T00:00:00Z"', 'meta.lastModified ge "2026-01-01T00:00:00Z"'],
  ])('%s → %s', (text, expected) => {
    expect(resolved(text)).toBe(expected);
  });

  it('knows the attributes of groups and affiliations', () => {
    expect(resolved('members[value eq "7"]', groupSchemas)).toBe('members[value eq "7"]');
    expect(resolved('user eq "7" and affiliation eq "student"', affiliationSchemas)).toBe(
      'user.value eq "7" and affiliation eq "student"',
    );
  });

  it.each([
    ['shoeSize eq "x"', 'no attribute "shoeSize"'],
    ['orcid eq "x"', 'no attribute "orcid"'],
    ['name.shoeSize eq "x"', 'no attribute "name.shoeSize"'],
    ['urn:x:y:userName eq "x"', 'no attribute "urn:x:y:userName"'],
    ['emails[color eq "x"]', 'no attribute "color"'],
    ['emails[urn:a:b:type eq "x"]', 'no attribute'],
    ['userName[value eq "x"]', 'has no parts'],
    [`${campus}:nationalNumber eq "x"`, 'cannot be asked for'],
    ['name eq "x"', 'name has parts'],
    ['active gt "x"', 'is of type boolean'],
    ['active eq "yes"', 'is of type boolean'],
    ['userName eq true', 'is of type string'],
    ['meta.created sw "2026"', 'is of type dateTime'],
    ['meta.created sw "2026-01-01T00:00:00Z"', 'is of type dateTime'],
    ['meta.created gt "yesterday"', 'is of type dateTime'],
    [`${'x'.repeat(200)} pr`, 'of that name'],
  ])('%s is refused: %s', (text, what) => {
    const refused = refusal(() => resolved(text));
    expect(refused).toMatchObject({ status: 400, scimType: 'invalidFilter' });
    expect(refused.detail).toContain(what);
  });
});
