import { describe, expect, it } from '@jest/globals';
import { printPath } from '../filter/print-filter.ts';
import { affiliationSchemas, groupSchemas, userSchemas } from '../schemas/resource-schemas.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import { refusal } from '../testing/refusal.ts';
import type { PatchLimits } from './patch-operation.ts';
import { PATCH_OP, readPatch } from './read-patch.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const read = (operations: unknown, schemas: ResourceSchemas = userSchemas, limits?: PatchLimits) =>
  readPatch({ schemas: [PATCH_OP], Operations: operations }, schemas, limits);
/** `replace name.givenName "x"`: short enough to compare. */
const lines = (operations: unknown, schemas?: ResourceSchemas) =>
  read(operations, schemas).map(({ op, path, value }) => {
    const brackets = path.filter ? `[…]${path.sub ? `.${path.sub}` : ''}` : '';
    return `${op} ${printPath(path.attribute)}${brackets}${value === undefined ? '' : ` ${JSON.stringify(value)}`}`;
  });

describe('readPatch', () => {
  it('writes a complex value part by part: parts that are not named stay (RFC 7644 §3.5.2.3)', () => {
    const name = { GIVENNAME: 'Анна', familyName: 'Ли', middleName: null, color: 'x' };
    expect(lines([{ op: 'replace', path: 'name', value: name }])).toEqual([
      'replace name.familyName "Ли"',
      'replace name.givenName "Анна"',
      'remove name.middleName',
    ]);
    expect(lines([{ op: 'add', value: { name } }])).toEqual(['add name.familyName "Ли"', 'add name.givenName "Анна"']);
  });

  it('takes one value where a list is due, a list of one where a value is due, a word where {value} is due', () => {
    expect(lines([{ op: 'add', path: 'emails', value: { value: 'a@b', primary: 'True' } }])).toEqual([
      'add emails [{"value":"a@b","primary":true}]',
    ]);
    expect(lines([{ op: 'add', path: 'displayName', value: ['Anna'] }])).toEqual(['add displayName "Anna"']);
    const manager = `${enterprise}:manager`;
    for (const value of ['7', { value: '7' }, [{ value: '7', displayName: 'Boss' }]]) {
      expect(lines([{ op: 'add', path: manager, value }])).toEqual([`add ${manager}.value "7"`]);
    }
  });

  it('takes the URN of an extension as a path', () => {
    const path = enterprise.toLowerCase();
    expect(lines([{ op: 'replace', path, value: { department: 'Physics', employeeNumber: null } }])).toEqual([
      `replace ${enterprise}:department "Physics"`,
      `remove ${enterprise}:employeeNumber`,
    ]);
    expect(lines([{ op: 'remove', path }])).toContain(`remove ${enterprise}:manager`);
  });

  it('reads null, [] and {} as unassigned: adding them does nothing, replacing by them removes', () => {
    const nothing = [
      ['displayName', null],
      ['emails', []],
      ['emails', null],
      ['name', null],
    ];
    for (const [path, value] of nothing) {
      expect(lines([{ op: 'replace', path, value }])).toEqual([`remove ${path}`]);
      expect(lines([{ op: 'add', path, value }])).toEqual([]);
    }
    expect(lines([{ op: 'replace', path: 'emails[type eq "work"].value', value: null }])).toEqual([
      'remove emails[…].value',
    ]);
  });

  it('joins neighbours of one list, keeps the order of others, and names each member once', () => {
    const add = (...ids: string[]) => ({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) });
    const remove = (id: string) => ({ op: 'remove', path: `members[value eq "${id}"]` });
    const operations = [add('a'), add('b', 'a'), remove('c'), remove('c'), remove('d'), add('c')];
    expect(lines(operations, groupSchemas)).toEqual([
      'add members [{"value":"a"},{"value":"b"}]',
      'remove members [{"value":"c"},{"value":"d"}]',
      'add members [{"value":"c"}]',
    ]);
    const twice = { op: 'replace', path: 'members', value: [{ value: 'a' }, { value: 'a', type: 'User' }] };
    expect(lines([twice, twice], groupSchemas)).toEqual(Array(2).fill('replace members [{"value":"a"}]'));
  });

  it('reads 10,000 members in one operation, and in 1,000 operations, and refuses more with 413', () => {
    const members = Array.from({ length: 10_000 }, (_, n) => ({ value: `id-${n}` }));
    const [added, ...rest] = read([{ op: 'Add', path: 'members', value: members }], groupSchemas);
    expect(added).toEqual({ op: 'add', path: { attribute: { name: 'members' } }, value: members });
    expect(rest).toEqual([]);
    const many = Array.from({ length: 1_000 }, (_, n) => ({
      op: 'remove',
      path: 'members',
      value: members.slice(n * 10, n * 10 + 10),
    }));
    expect(read(many, groupSchemas)).toEqual([{ ...added, op: 'remove' }]);
    const tooMany = [{ op: 'add', path: 'members', value: [...members, { value: 'x' }] }];
    expect(refusal(() => read(tooMany, groupSchemas)).status).toBe(413);
    const oneMore = Array(1_001).fill({ op: 'remove', path: 'members' });
    expect(refusal(() => read(oneMore, groupSchemas)).detail).toContain('1000 operations');
    expect(refusal(() => read(many, groupSchemas, { members_max: 9_999 })).detail).toContain('9999 values');
  });

  it.each<[string, unknown]>([
    ['invalidSyntax', []],
    ['invalidSyntax', 'x'],
    ['invalidSyntax', [null]],
    ['invalidSyntax', [{ op: 'delete', path: 'title' }]],
    ['invalidSyntax', [{ path: 'title', value: 'x' }]],
    ['noTarget', [{ op: 'remove' }]],
    ['noTarget', [{ op: 'Remove', value: { title: null } }]],
    ['invalidPath', [{ op: 'remove', path: '' }]],
    ['invalidPath', [{ op: 'remove', path: 7 }]],
    ['invalidPath', [{ op: 'remove', path: 'emails[type eq' }]],
    ['invalidPath', [{ op: 'replace', path: 'shoeSize', value: 42 }]],
    ['invalidPath', [{ op: 'replace', path: 'name.shoeSize', value: 42 }]],
    ['invalidPath', [{ op: 'replace', path: 'emails[color eq "x"].value', value: 'x' }]],
    ['invalidPath', [{ op: 'replace', path: 'emails[type eq "x"].color', value: 'x' }]],
    ['invalidPath', [{ op: 'replace', path: 'emails.value', value: 'x' }]],
    ['invalidPath', [{ op: 'replace', path: 'name[givenName eq "x"].familyName', value: 'x' }]],
    ['invalidPath', [{ op: 'replace', value: { shoeSize: 42 } }]],
    ['mutability', [{ op: 'replace', path: 'id', value: 'x' }]],
    ['mutability', [{ op: 'replace', path: 'meta.created', value: 'x' }]],
    ['mutability', [{ op: 'add', path: 'groups', value: [{ value: 'x' }] }]],
    ['mutability', [{ op: 'remove', path: 'userName' }]],
    ['mutability', [{ op: 'replace', path: 'userName', value: null }]],
    ['invalidValue', [{ op: 'add', path: 'title' }]],
    ['invalidValue', [{ op: 'add' }]],
    ['invalidValue', [{ op: 'remove', path: 'emails', value: [{ type: 'work' }] }]],
    ['invalidSyntax', [{ op: 'remove', OP: 'add', path: 'title', value: 'x' }]],
    ['invalidValue', [{ op: 'replace', value: 'x' }]],
    ['invalidValue', [{ op: 'replace', path: 'title', value: 7 }]],
    ['invalidValue', [{ op: 'replace', path: 'active', value: 'maybe' }]],
    ['invalidValue', [{ op: 'replace', path: 'name', value: 7 }]],
    ['invalidValue', [{ op: 'replace', path: 'title', value: ['a', 'b'] }]],
    ['invalidValue', [{ op: 'replace', path: 'userName', value: ' ' }]],
    ['invalidValue', [{ op: 'replace', path: enterprise, value: 'x' }]],
  ])('refuses with %s: %j', (scimType, operations) => {
    expect(refusal(() => read(operations))).toMatchObject({ status: 400, scimType });
  });

  it('changes no member in place, and no person of an affiliation by removal', () => {
    const path = 'members[value eq "a"]';
    for (const operation of [
      { op: 'replace', path: `${path}.value`, value: 'b' },
      { op: 'replace', path, value: { value: 'b' } },
      { op: 'remove', path: `${path}.value` },
    ]) {
      expect(refusal(() => read([operation], groupSchemas)).scimType).toBe('mutability');
    }
    for (const missing of ['user', 'user.value', 'affiliation']) {
      expect(refusal(() => read([{ op: 'remove', path: missing }], affiliationSchemas)).scimType).toBe('mutability');
    }
  });

  it('refuses what is no PATCH message', () => {
    for (const body of [null, 'x', [], {}, { schemas: ['urn:x'], Operations: [{ op: 'remove', path: 'title' }] }]) {
      expect(refusal(() => readPatch(body, userSchemas)).scimType).toBe('invalidSyntax');
    }
    expect(readPatch({ operations: [{ OP: 'Remove', Path: 'TITLE' }] }, userSchemas)).toEqual([
      { op: 'remove', path: { attribute: { name: 'title' } } },
    ]);
  });
});
