import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ScimError } from '../errors/scim-error.ts';
import { parsePatchPath } from '../patch/parse-patch-path.ts';
import type { AttributePath, Filter } from './filter.ts';
import { junction } from './junction.ts';
import { parseFilter } from './parse-filter.ts';
import { printFilter } from './print-filter.ts';

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,6}$/);
/** Words of the grammar itself are names as well: `and eq "x"`. Only `not` is none, for after it comes a parenthesis. */
const attributeName = fc
  .oneof(name, fc.constantFrom('and', 'or', 'pr', 'eq', 'true', 'null', '$ref'))
  .filter((word) => word.toLowerCase() !== 'not');
const attribute: fc.Arbitrary<AttributePath> = fc.record(
  {
    name: attributeName,
    sub: attributeName,
    schema: fc.constantFrom('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', 'urn:x:1.0'),
  },
  { requiredKeys: ['name'] },
);
const simple = fc.record({ name: attributeName });
const string = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'));
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value));

const term = (path: fc.Arbitrary<AttributePath>): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.record({ op: fc.constant('pr' as const), attribute: path }),
    fc.record({ op: fc.constantFrom('co', 'sw', 'ew'), attribute: path, value: string }),
    fc.record({ op: fc.constantFrom('gt', 'lt', 'ge', 'le'), attribute: path, value: fc.oneof(string, number) }),
    fc.record({
      op: fc.constantFrom('eq', 'ne'),
      attribute: path,
      value: fc.oneof(string, fc.constant(''), number, fc.boolean(), fc.constant(null)),
    }),
  );

/** Trees as `parseFilter` makes them: no joint directly below one of its own kind. */
function tree(leaf: fc.Arbitrary<Filter>, depth: number): fc.Arbitrary<Filter> {
  if (depth === 0) return leaf;
  const below = tree(leaf, depth - 1);
  const joint = fc
    .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(below, { minLength: 2, maxLength: 3 }))
    .map(([op, terms]) => junction(op, terms));
  return fc.oneof(
    leaf,
    joint,
    below.map((one): Filter => ({ op: 'not', term: one })),
  );
}
const has: fc.Arbitrary<Filter> = fc.record({
  op: fc.constant('has' as const),
  attribute: simple,
  filter: tree(term(simple), 2),
});
const filters = tree(fc.oneof(term(attribute), has), 3);

/** Pieces of the grammar in any order: much nearer to a filter, and to its edges, than bytes are. */
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '[',
        ']',
        '"',
        '\\',
        ' ',
        ' ',
        'and',
        'or',
        'not',
        'eq',
        'sw',
        'pr',
        'emails',
        '.value',
      ),
      fc.constantFrom('"x"', '""', 'true', '-1', '1e', 'urn:a:b:', ':', '.', '$ref', '\0', '\ud800', 'é', '%'),
      fc.string(),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(' '.repeat(parts.length % 2)));

function isRefused(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    expect(error.status).toBe(400);
    return true;
  }
}

describe('filters', () => {
  const wide = { terms_max: 1_000, length_max: 100_000, depth_max: 20 };

  it('are the same tree after printing and parsing', () => {
    fc.assert(fc.property(filters, (filter) => expect(parseFilter(printFilter(filter), wide)).toEqual(filter)));
  });

  it('as texts are refused with 400, or print to a text that stays', () => {
    let parsed = 0;
    const read = (text: string) => {
      if (isRefused(() => parseFilter(text))) return;
      parsed += 1;
      const printed = printFilter(parseFilter(text));
      expect(printFilter(parseFilter(printed, wide))).toBe(printed);
    };
    fc.assert(fc.property(pieces, read), { numRuns: 500 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => read(Buffer.from(bytes).toString('latin1'))));
    const joined = fc
      .array(term(simple), { minLength: 1, maxLength: 5 })
      .map((all) => all.map(printFilter).join(' And '));
    fc.assert(fc.property(joined, read), { numRuns: 20 });
    expect(parsed).toBeGreaterThanOrEqual(20);
  });

  it('as paths of a PATCH are refused with 400 or read', () => {
    fc.assert(
      fc.property(pieces, (text) => void isRefused(() => parsePatchPath(text))),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(attribute, filters, (path, filter) => {
        isRefused(() => parsePatchPath(`${path.name}[${printFilter(filter)}].value`));
      }),
    );
  });
});
