import { describe, expect, it } from '@jest/globals';
import { ScimError } from './errors/scim-error.ts';
import {
  campusUserSchema,
  enterpriseUserSchema,
  groupSchemas,
  isReturned,
  listResponse,
  parseFilter,
  printFilter,
  project,
  readListQuery,
  readPaging,
  readPatch,
  readProjection,
  readResource,
  resolveFilter,
  schemasList,
  scimErrorBody,
  userSchema,
  userSchemas,
} from './index.ts';
import { refusal } from './testing/refusal.ts';

/** What Entra ID and Okta send, by the numbers of the project's list of their behaviours, as far as messages go. */
const limits = { count_default: 100, count_max: 200 };
const enterprise = enterpriseUserSchema.id;
const patchUser = (...Operations: unknown[]) => readPatch({ Operations }, userSchemas);
const patchGroup = (...Operations: unknown[]) => readPatch({ Operations }, groupSchemas);
const members = { attribute: { name: 'members' } };

describe('behaviours of real clients', () => {
  it.each([
    ['userName eq "x"', 'userName eq "x"'],
    ['externalId eq "x"', 'externalId eq "x"'],
    ['emails[type eq "work"].value eq "x"', 'emails[type eq "work" and value eq "x"]'],
    ['userName eq "x" and active eq true', 'userName eq "x" and active eq true'],
  ])('1: Entra looks up by %s', (text, tree) => {
    expect(printFilter(resolveFilter(parseFilter(text), userSchemas))).toBe(tree);
  });

  it('2: an answer without matches has totalResults 0 and an empty list', () => {
    expect(JSON.parse(JSON.stringify(listResponse({ total: 0, startIndex: 1, resources: [] })))).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 0,
      itemsPerPage: 0,
      startIndex: 1,
      Resources: [],
    });
  });

  it('3: excludedAttributes=members spares reading the members', () => {
    const query = { excludedAttributes: 'members', filter: 'displayName eq "x"' };
    const { projection } = readListQuery(query, groupSchemas, limits);
    expect(isReturned(projection, { name: 'members' }, groupSchemas)).toBe(false);
    expect(isReturned({}, { name: 'members' }, groupSchemas)).toBe(true);
    const group = { schemas: ['x'], id: '1', displayName: 'x', members: [{ value: '7' }] };
    expect(project(group, projection, groupSchemas)).toEqual({ schemas: ['x'], id: '1', displayName: 'x' });
  });

  it.each(['Add', 'REPLACE', 'add'])('4: op "%s" in any case of letters', (op) => {
    expect(patchUser({ op, path: 'title', value: 'x' })).toMatchObject([{ op: op.toLowerCase(), value: 'x' }]);
  });

  it.each([
    ['False', false],
    ['True', true],
    ['false', false],
    [true, true],
  ])('5: active %j is %j', (value, active) => {
    const one = [{ op: 'replace', path: { attribute: { name: 'active' } }, value: active }];
    expect(patchUser({ op: 'Replace', path: 'active', value })).toEqual(one);
    expect(patchUser({ op: 'Replace', value: { active: value } })).toEqual(one);
    expect(readResource({ userName: 'x', active: value }, userSchemas)['active']).toBe(active);
  });

  it('6: a removal with members removes these; without, all; with an empty list, none; with null, it is refused', () => {
    const value = [{ value: 'a' }, { value: 'b' }];
    expect(patchGroup({ op: 'Remove', path: 'members', value })).toEqual([{ op: 'remove', path: members, value }]);
    for (const one of [[{ value: 'a', $ref: null }], { value: 'a' }, 'a', ['a']]) {
      expect(patchGroup({ op: 'Remove', path: 'members', value: one })).toEqual([
        { op: 'remove', path: members, value: [{ value: 'a' }] },
      ]);
    }
    expect(patchGroup({ op: 'remove', path: 'members[value eq "a" or value eq "b"]' })).toEqual([
      { op: 'remove', path: members, value },
    ]);
    expect(patchGroup({ op: 'remove', path: 'members' })).toEqual([{ op: 'remove', path: members }]);
    expect(patchGroup({ op: 'remove', path: 'members', value: [] })).toEqual([]);
    for (const vague of [null, [{ display: 'x' }], [7]]) {
      const refused = refusal(() => patchGroup({ op: 'remove', path: 'members', value: vague }));
      expect(refused).toMatchObject({ status: 400, scimType: 'invalidValue' });
    }
  });

  it('7: a replacement without a path, with dotted keys and keys of extensions, is one operation for each', () => {
    const value = {
      'name.givenName': 'Анна',
      [`${enterprise}:department`]: 'Physics',
      [enterprise]: { employeeNumber: '12' },
      'emails[type eq "work"].value': 'a@tsu.ru',
      displayName: 'Анна Ли',
      id: 'ignored, as Okta sends it',
      shoeSize: 'ignored, for nobody knows it',
    };
    const replace = (attribute: object, one: string) => ({ op: 'replace', path: { attribute }, value: one });
    const { attribute: emails, ...rest } = {
      attribute: { name: 'emails' },
      filter: { op: 'eq', attribute: { name: 'type' }, value: 'work' },
      sub: 'value',
    };
    expect(patchUser({ op: 'Replace', value })).toEqual([
      replace({ name: 'name', sub: 'givenName' }, 'Анна'),
      replace({ schema: enterprise, name: 'department' }, 'Physics'),
      replace({ schema: enterprise, name: 'employeeNumber' }, '12'),
      { op: 'replace', path: { attribute: emails, ...rest }, value: 'a@tsu.ru' },
      replace({ name: 'displayName' }, 'Анна Ли'),
    ]);
  });

  it('8: emails[type eq "work"].value keeps its filter, so that a missing element can be made', () => {
    expect(patchUser({ op: 'Replace', path: 'emails[type eq "work"].value', value: 'x' })).toEqual([
      {
        op: 'replace',
        path: {
          attribute: { name: 'emails' },
          filter: { op: 'eq', attribute: { name: 'type' }, value: 'work' },
          sub: 'value',
        },
        value: 'x',
      },
    ]);
  });

  it('9: several members in one PATCH are one row operation', () => {
    const add = (value: string) => ({ op: 'Add', path: 'members', value: [{ value }] });
    expect(patchGroup(add('a'), add('b'), add('c'))).toEqual([
      { op: 'add', path: members, value: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] },
    ]);
  });

  it('10: active: false is returned and can be asked for', () => {
    expect(project({ id: '1', active: false }, {}, userSchemas)).toEqual({ id: '1', active: false });
    expect(printFilter(resolveFilter(parseFilter('active eq false'), userSchemas))).toBe('active eq false');
  });

  it('11: names in camelCase, id always, no null, /Schemas a ListResponse', () => {
    const stored = { ID: '1', USERNAME: 'x', title: null, emails: [{ value: 'a', type: null }, null], name: undefined };
    expect(project(stored, { attributes: [{ name: 'emails' }] }, userSchemas)).toEqual({
      id: '1',
      emails: [{ value: 'a' }],
    });
    expect(project(stored, {}, userSchemas)).toEqual({ id: '1', userName: 'x', emails: [{ value: 'a' }] });
    expect(schemasList('https://x')).toMatchObject({ totalResults: 5, Resources: { length: 5 } });
  });

  it('12: values are kept as sent', () => {
    const sent = { userName: ' Bob ', phoneNumbers: [{ value: '8 (3822) 52-98-52', type: 'work' }], locale: 'RU_ru' };
    expect(readResource(sent, userSchemas)).toEqual({ schemas: [userSchema.id], ...sent });
    expect(patchUser({ op: 'replace', path: 'title', value: ' e\u0301 ' })).toMatchObject([{ value: ' e\u0301 ' }]);
  });

  it('14: Okta pages by startIndex and count; the numbers of the answer are numbers', () => {
    expect(readPaging({ startIndex: '1', count: '2' }, limits)).toEqual({ kind: 'index', startIndex: 1, count: 2 });
    const page = listResponse({ total: 10, startIndex: 3, resources: [{}, {}] });
    expect(page).toMatchObject({ totalResults: 10, startIndex: 3, itemsPerPage: 2 });
  });

  it('15: a filter that is a bare word is 400 with a detail', () => {
    const refused = refusal(() => readListQuery({ filter: 'userName' }, userSchemas, limits));
    expect(scimErrorBody(new ScimError(refused.status, refused.detail, 'invalidFilter'))).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '400',
      scimType: 'invalidFilter',
      detail: expect.stringContaining('position 9'),
    });
  });

  it('16: what PUT sends of read-only attributes is not there to be written', () => {
    const body = {
      schemas: [userSchema.id, campusUserSchema.id],
      id: '7',
      meta: { version: 'W/"1"' },
      groups: [],
      userName: 'x',
      [campusUserSchema.id]: { eduPersonPrincipalName: 'x@tsu.ru', orcid: '0000-0002-1825-0097' },
    };
    expect(readResource(body, userSchemas)).toEqual({
      schemas: [userSchema.id, campusUserSchema.id],
      userName: 'x',
      [campusUserSchema.id]: { orcid: '0000-0002-1825-0097' },
    });
  });

  it('a projection is read from names in any case, and refuses both kinds at once', () => {
    expect(readProjection({ attributes: 'USERNAME, name.givenName' })).toEqual({
      attributes: [{ name: 'USERNAME' }, { name: 'name', sub: 'givenName' }],
    });
    expect(refusal(() => readProjection({ attributes: 'a', excludedAttributes: 'b' })).scimType).toBe('invalidValue');
  });
});
