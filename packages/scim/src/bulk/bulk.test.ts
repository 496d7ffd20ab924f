import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scimErrorBody } from '../errors/scim-error-body.ts';
import { refusal } from '../testing/refusal.ts';
import { bulkResponse } from './bulk-response.ts';
import { planBulk } from './plan-bulk.ts';
import { BULK_REQUEST, readBulk } from './read-bulk.ts';
import { resolveBulkIds } from './resolve-bulk-ids.ts';

const read = (...Operations: unknown[]) => readBulk({ schemas: [BULK_REQUEST], Operations });
const post = (bulkId: string, ...references: string[]) => ({
  method: 'POST',
  path: '/Groups',
  bulkId,
  data: { displayName: bulkId, members: references.map((one) => ({ value: `bulkId:${one}` })) },
});
const plan = (...operations: unknown[]) => {
  const { order, refused } = planBulk(read(...operations).operations);
  return {
    order: order.map(({ index }) => index),
    refused: Object.fromEntries([...refused].map(([index, { status, scimType }]) => [index, scimType ?? status])),
  };
};

describe('bulk requests', () => {
  it('are read, methods in any case of letters', () => {
    const operations = [
      { method: 'post', path: '/Users', bulkId: 'a', data: { userName: 'x' } },
      { method: 'PATCH', path: '/Groups/7', version: 'W/"1"', data: { Operations: [] } },
      { method: 'DELETE', path: '/Users/bulkId:a', data: null },
    ];
    expect(readBulk({ failOnErrors: 1, Operations: operations })).toEqual({
      failOnErrors: 1,
      operations: [
        { index: 0, method: 'POST', path: '/Users', endpoint: 'Users', bulkId: 'a', data: { userName: 'x' } },
        {
          index: 1,
          method: 'PATCH',
          path: '/Groups/7',
          endpoint: 'Groups',
          id: '7',
          version: 'W/"1"',
          data: { Operations: [] },
        },
        { index: 2, method: 'DELETE', path: '/Users/bulkId:a', endpoint: 'Users', id: 'bulkId:a' },
      ],
    });
  });

  it.each<[string, unknown]>([
    ['must be a JSON object', null],
    ['method', { method: 'GET', path: '/Users/7' }],
    ['path', { method: 'DELETE' }],
    ['path', { method: 'DELETE', path: 'https://x/Users/7' }],
    ['path', { method: 'DELETE', path: '/Users/../7' }],
    ['path', { method: 'DELETE', path: '/Users' }],
    ['path', { method: 'POST', path: '/Users/7', bulkId: 'a', data: {} }],
    ['bulkId', { method: 'POST', path: '/Users', data: {} }],
    ['bulkId', { method: 'POST', path: '/Users', bulkId: 7, data: {} }],
    ['data', { method: 'PUT', path: '/Users/7' }],
    ['version', { method: 'DELETE', path: '/Users/7', version: 1 }],
  ])('with a bad %s are refused as a whole: %j', (word, operation) => {
    const refused = refusal(() => read(operation));
    expect(refused).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
    expect(refused.detail).toContain(`Operations[0]`);
    expect(refused.detail).toContain(word);
  });

  it('have limits, one bulkId each, and the form of the RFC', () => {
    const two = [post('a'), post('b')];
    expect(refusal(() => readBulk({ Operations: two }, { operations_max: 1 })).status).toBe(413);
    expect(refusal(() => read(post('a'), post('a'))).scimType).toBe('invalidValue');
    for (const failOnErrors of [0, 1.5, '1']) {
      expect(refusal(() => readBulk({ failOnErrors, Operations: two })).scimType).toBe('invalidValue');
    }
    for (const body of [null, {}, { Operations: {} }, { schemas: ['urn:x'], Operations: two }]) {
      expect(refusal(() => readBulk(body)).scimType).toBe('invalidSyntax');
    }
  });

  it('are done in the order of the request, but references first', () => {
    expect(plan(post('a'), post('b'), post('c'))).toEqual({ order: [0, 1, 2], refused: {} });
    expect(plan(post('a', 'c', 'b'), post('b', 'c'), post('c'))).toEqual({ order: [2, 1, 0], refused: {} });
    const change = { method: 'PATCH', path: '/Groups/bulkId:b', data: {} };
    expect(plan(change, post('a'), post('b'))).toEqual({ order: [2, 0, 1], refused: {} });
  });

  it('lose only what refers to nothing, to a circle, or to what is lost', () => {
    expect(plan(post('a', 'x'), post('b', 'a'), post('c'))).toEqual({
      order: [2],
      refused: { 0: 'invalidValue', 1: 'invalidValue' },
    });
    expect(plan(post('a', 'b'), post('b', 'a'), post('c', 'c'), post('d'), post('e', 'a'))).toEqual({
      order: [3],
      refused: { 0: 409, 1: 409, 2: 409, 4: 409 },
    });
    let deep: unknown = 'x';
    for (let n = 0; n < 100; n += 1) deep = [deep];
    expect(plan({ ...post('a'), data: { deep } }, post('b'))).toEqual({ order: [1], refused: { 0: 'invalidSyntax' } });
  });

  it('follow a chain of any length', () => {
    const chain = Array.from({ length: 1_000 }, (_, n) => post(`${n}`, ...(n < 999 ? [`${n + 1}`] : [])));
    expect(plan(...chain).order).toEqual(Array.from({ length: 1_000 }, (_, n) => 999 - n));
  });

  it('do each operation once, after all it refers to, or refuse it', () => {
    const references = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }), { maxLength: 9 });
    fc.assert(
      fc.property(references, (all) => {
        const { order, refused } = plan(...all.map((refs, n) => post(`${n}`, ...refs.map(String))));
        const indexes = all.map((_, n) => n);
        expect([...order, ...Object.keys(refused).map(Number)].sort((a, b) => a - b)).toEqual(indexes);
        for (const n of order) {
          for (const ref of all[n]!) expect(order.slice(0, order.indexOf(n))).toContain(ref);
        }
        for (const n of indexes) {
          // Refused only with a reason: something it refers to is missing, refused, or (in a circle) refused as well.
          if (n in refused) expect(all[n]!.some((ref) => ref >= all.length || ref in refused)).toBe(true);
        }
      }),
    );
  });

  it('get ids for references', () => {
    const ids = new Map([['a', '7']]);
    const data = { members: [{ value: 'bulkId:a' }, { value: 'b', n: 1, x: null }], note: 'see bulkId:a' };
    expect(resolveBulkIds(data, ids)).toEqual({
      members: [{ value: '7' }, { value: 'b', n: 1, x: null }],
      note: 'see bulkId:a',
    });
    expect(resolveBulkIds('bulkId:a', ids)).toBe('7');
    expect(refusal(() => resolveBulkIds(data, new Map()))).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });

  it('are answered in their own order, statuses as strings', () => {
    const failed = scimErrorBody({ status: 409, detail: 'taken', scimType: 'uniqueness' });
    const answer = bulkResponse([
      { operation: { index: 1, method: 'DELETE' }, status: 204, location: 'l' },
      { operation: { index: 0, method: 'POST', bulkId: 'a' }, status: 409, response: failed },
    ]);
    expect(answer['Operations']).toEqual([
      { method: 'POST', bulkId: 'a', response: failed, status: '409' },
      { method: 'DELETE', location: 'l', status: '204' },
    ]);
  });
});
