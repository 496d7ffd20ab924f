import { describe, expect, it } from '@jest/globals';
import { refusal } from '../testing/refusal.ts';
import type { Filter } from './filter.ts';
import { parseFilter } from './parse-filter.ts';

const eq = (name: string, value: string): Filter => ({ op: 'eq', attribute: { name }, value });
const work = eq('type', 'work');

describe('parseFilter', () => {
  it.each<[string, Filter]>([
    ['userName eq "bjensen"', eq('userName', 'bjensen')],
    ['name.familyName co "O\'Malley"', { op: 'co', attribute: { name: 'name', sub: 'familyName' }, value: "O'Malley" }],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
      { op: 'sw', attribute: { schema: 'urn:ietf:params:scim:schemas:core:2.0:User', name: 'userName' }, value: 'J' },
    ],
    ['title pr', { op: 'pr', attribute: { name: 'title' } }],
    [
      'meta.lastModified gt "2011-05-13T04:42:34Z"',
      { op: 'gt', attribute: { name: 'meta', sub: 'lastModified' }, value: '2011-05-13T04:42:34Z' },
    ],
    ['emails[type eq "work"]', { op: 'has', attribute: { name: 'emails' }, filter: work }],
    [
      'emails[type eq "work"].value eq "x"',
      { op: 'has', attribute: { name: 'emails' }, filter: { op: 'and', terms: [work, eq('value', 'x')] } },
    ],
    [
      'emails[type eq "a" or type eq "b"].value pr',
      {
        op: 'has',
        attribute: { name: 'emails' },
        filter: {
          op: 'and',
          terms: [
            { op: 'or', terms: [eq('type', 'a'), eq('type', 'b')] },
            { op: 'pr', attribute: { name: 'value' } },
          ],
        },
      },
    ],
    ['$ref eq "x"', eq('$ref', 'x')],
    ['a EQ TRUE', { op: 'eq', attribute: { name: 'a' }, value: true }],
    ['a ne null', { op: 'ne', attribute: { name: 'a' }, value: null }],
    ['a ge -1.5e2', { op: 'ge', attribute: { name: 'a' }, value: -150 }],
    [String.raw`a eq "\"\\\u0416\/"`, eq('a', '"\\Ж/')],
    ['NOT (a eq "b")', { op: 'not', term: eq('a', 'b') }],
  ])('%s', (text, tree) => {
    expect(parseFilter(text)).toEqual(tree);
  });

  it('binds not, then and, then or; parentheses first', () => {
    const [a, b, c] = [eq('a', '1'), eq('b', '2'), eq('c', '3')];
    expect(parseFilter('a eq "1" or b eq "2" and c eq "3"')).toEqual({
      op: 'or',
      terms: [a, { op: 'and', terms: [b, c] }],
    });
    expect(parseFilter('(a eq "1" or b eq "2") and not(c eq "3")')).toEqual({
      op: 'and',
      terms: [
        { op: 'or', terms: [a, b] },
        { op: 'not', term: c },
      ],
    });
    expect(parseFilter('a eq "1" and (b eq "2" and ((c eq "3")))')).toEqual({ op: 'and', terms: [a, b, c] });
  });

  it.each([
    ['', 1, 'the name of an attribute'],
    ['bareword', 9, 'expected an operator'],
    ['userName is "x"', 10, 'found "is"'],
    ['userName eq x', 13, 'a string in double quotation marks'],
    ["userName eq 'x'", 13, 'double quotation marks'],
    ['userName eq "x', 13, 'no closing quotation mark'],
    ['userName eq "a\nb"', 13, 'as in JSON'],
    ['userName eq "\\u0000"', 13, 'NUL'],
    ['userName eq "\\ud800"', 13, 'half a character'],
    ['a eq 01', 6, 'a number'],
    ['a eq 1e999', 6, 'a number'],
    ['a sw ""', 6, 'not empty'],
    ['a co 5', 6, 'compares with a string'],
    ['a gt true', 6, 'a string or a number'],
    ['a le null', 6, 'a string or a number'],
    ['a eq "b" c eq "d"', 10, 'expected "and", "or" or the end'],
    ['(a pr', 6, 'expected "and", "or" or ")"'],
    ['a pr)', 5, 'found ")"'],
    ['not a pr', 5, 'in parentheses'],
    ['a[]', 3, 'the name of an attribute'],
    ['a[b[c pr]]', 4, 'inside brackets'],
    ['a.b[c pr]', 1, 'after an attribute'],
    ['a[b pr].c.d pr', 8, 'one sub-attribute'],
    ['a.b.c pr', 1, 'no attribute name'],
    ['1a pr', 1, 'a number'],
    ['x:a pr', 1, 'no schema URN'],
    ['имя pr', 1, 'no filter holds'],
  ])('%j is refused at position %d: %s', (text, position, what) => {
    const refused = refusal(() => parseFilter(text));
    expect(refused).toMatchObject({ status: 400, scimType: 'invalidFilter' });
    expect(refused.detail).toContain(`at position ${position}: `);
    expect(refused.detail).toContain(what);
  });

  it('never repeats a value in a sentence: it may be a name', () => {
    expect(refusal(() => parseFilter('userName eq "Ivanov" "Petrov"')).detail).not.toMatch(/Ivanov|Petrov/);
    expect(refusal(() => parseFilter('userName eq Ivanov')).detail).not.toContain('Ivanov');
  });

  it('has a limit for depth, terms and length, and overflows no stack before it', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a pr${')'.repeat(depth)}`;
    const many = (terms: number) => Array.from({ length: terms }, (_, n) => `a${n} pr`).join(' or ');
    expect(parseFilter(nested(10))).toEqual({ op: 'pr', attribute: { name: 'a' } });
    expect(refusal(() => parseFilter(nested(11))).detail).toContain('more than 10 parentheses');
    expect(refusal(() => parseFilter('(a['.repeat(1_000_000), { length_max: 1e9 })).scimType).toBe('invalidFilter');
    expect(parseFilter(many(50))).toMatchObject({ op: 'or', terms: { length: 50 } });
    expect(refusal(() => parseFilter(many(51))).detail).toContain('more than 50 comparisons');
    expect(refusal(() => parseFilter(`a eq "${'x'.repeat(10_000)}"`)).detail).toContain('longer than 10000 characters');
  });

  it('keeps 12 ORed pairs joined by AND as large as they are: 24 terms, 13 joints', () => {
    const pairs = Array.from({ length: 12 }, (_, n) => `(a${n} eq "1" or b${n} eq "2")`).join(' and ');
    const count = (filter: Filter): number =>
      filter.op === 'and' || filter.op === 'or' ? filter.terms.reduce((sum, one) => sum + count(one), 1) : 1;
    expect(count(parseFilter(pairs))).toBe(24 + 13);
  });
});
