import { describe, expect, it } from '@jest/globals';
import { userSchemas } from '../schemas/resource-schemas.ts';
import { refusal } from '../testing/refusal.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { listResponse } from './list-response.ts';
import { readListQuery, readSearchRequest, SEARCH_REQUEST } from './read-list-query.ts';
import { readPaging } from './read-paging.ts';

const limits = { count_default: 100, count_max: 200 };
const index = (startIndex: number, count: number) => ({ kind: 'index', startIndex, count });

describe('paging', () => {
  it.each<[Record<string, unknown>, object]>([
    [{}, index(1, 100)],
    [{ startIndex: '', count: '' }, index(1, 100)],
    [{ startIndex: '0', count: '-5' }, index(1, 0)],
    [{ startIndex: '-1', count: '0' }, index(1, 0)],
    [{ startIndex: 11, count: 20 }, index(11, 20)],
    [{ count: '1000000000' }, index(1, 200)],
    [{ count: '9'.repeat(30), startIndex: '9'.repeat(30) }, index(2_147_483_647, 200)],
    [{ cursor: '' }, { kind: 'cursor', count: 100 }],
    [{ cursor: null }, { kind: 'cursor', count: 100 }],
    [
      { cursor: 'abc', count: '5' },
      { kind: 'cursor', cursor: 'abc', count: 5 },
    ],
    [
      { cursor: '', count: '1000000000' },
      { kind: 'cursor', count: 200 },
    ],
  ])('%j is %j', (query, paging) => {
    expect(readPaging(query, limits)).toEqual(paging);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ count: '1e9' }, 'invalidValue'],
    [{ count: 'many' }, 'invalidValue'],
    [{ count: '1.5' }, 'invalidValue'],
    [{ count: ['1', '2'] }, 'invalidValue'],
    [{ count: 1.5 }, 'invalidValue'],
    [{ startIndex: {} }, 'invalidValue'],
    [{ startIndex: '9'.repeat(31) }, 'invalidValue'],
    [{ cursor: '', count: '0' }, 'invalidCount'],
    [{ cursor: '', count: 'x' }, 'invalidCount'],
    [{ cursor: 'a', startIndex: '1' }, 'invalidValue'],
    [{ cursor: ['a'] }, 'invalidCursor'],
  ])('%j is refused: %s', (query, scimType) => {
    expect(refusal(() => readPaging(query, limits))).toMatchObject({ status: 400, scimType });
  });

  it('brings a position back out of a cursor, and refuses what is none', () => {
    const position = { after: 'Ё 🎓', id: 7 };
    expect(encodeCursor(position)).toMatch(/^[\w-]+$/);
    expect(decodeCursor(encodeCursor(position))).toEqual(position);
    const notUtf8 = Buffer.from([0x22, 0xff, 0x22]).toString('base64url');
    const long = encodeCursor('x'.repeat(2_000));
    for (const word of ['', `${encodeCursor(position)}!`, 'bm90IGpzb24', notUtf8, long]) {
      expect(refusal(() => decodeCursor(word))).toMatchObject({ status: 400, scimType: 'invalidCursor' });
    }
    const page = listResponse({ total: 9, resources: [1], nextCursor: 'n', previousCursor: undefined });
    expect(page).toMatchObject({ totalResults: 9, itemsPerPage: 1, nextCursor: 'n' });
    expect(Object.keys(page)).not.toEqual(expect.arrayContaining(['previousCursor', 'startIndex']));
  });
});

describe('lists and searches', () => {
  const asked = {
    filter: 'USERNAME sw "b"',
    sortBy: 'EMAILS',
    sortOrder: 'Descending',
    attributes: 'userName',
    count: '5',
    unheardOf: 'ignored',
  };
  const read = {
    filter: { op: 'sw', attribute: { name: 'userName' }, value: 'b' },
    sort: { path: { name: 'emails', sub: 'value' }, order: 'descending' },
    projection: { attributes: [{ name: 'userName' }] },
    paging: index(1, 5),
  };

  it('are read from a URL and from a body alike', () => {
    expect(readListQuery(asked, userSchemas, limits)).toEqual(read);
    expect(readListQuery({ SortBy: 'userName' }, userSchemas, limits)).toMatchObject({
      sort: { path: { name: 'userName' }, order: 'ascending' },
    });
    const body = { schemas: [SEARCH_REQUEST], ...asked, attributes: ['userName'], count: 5 };
    expect(readSearchRequest(body, userSchemas, limits)).toEqual(read);
    expect(readListQuery({}, userSchemas, limits)).toEqual({ paging: index(1, 100), projection: {} });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ filter: ['a pr', 'b pr'] }, 'invalidFilter'],
    [{ filter: '' }, 'invalidFilter'],
    [{ filter: 'shoeSize pr' }, 'invalidFilter'],
    [{ sortBy: 'shoeSize' }, 'invalidPath'],
    [{ sortBy: 'name' }, 'invalidPath'],
    [{ sortBy: 'urn:onecampus:params:scim:schemas:1.0:User:nationalNumber' }, 'invalidPath'],
    [{ sortBy: 'userName', sortOrder: 'random' }, 'invalidValue'],
  ])('%j is refused: %s', (query, scimType) => {
    expect(refusal(() => readListQuery(query, userSchemas, limits))).toMatchObject({ status: 400, scimType });
  });

  it('needs a body that is a search', () => {
    for (const body of [null, [], { schemas: ['urn:x'] }, { schemas: 'x' }]) {
      expect(refusal(() => readSearchRequest(body, userSchemas, limits)).scimType).toBe('invalidSyntax');
    }
  });
});
