import { describe, expect, it } from '@jest/globals';
import { constraintFault } from './constraints.ts';
import { applyPolicy, mergePolicies, PolicyFault } from './metadata-policy.ts';

describe('policies of a chain', () => {
  it('narrow from superior to superior', () => {
    expect(
      mergePolicies([
        { scope: { subset_of: ['openid', 'profile', 'email'] }, contacts: { add: ['help@campus.example'] } },
        {
          scope: { subset_of: ['openid', 'email', 'phone'], default: ['openid'] },
          contacts: { add: ['it@tpu.example'], essential: true },
        },
      ]),
    ).toEqual({
      scope: { subset_of: ['openid', 'email'], default: ['openid'] },
      contacts: { add: ['help@campus.example', 'it@tpu.example'], essential: true },
    });
  });

  it.each<[string, Record<string, Record<string, unknown>>[]]>([
    ['two values', [{ a: { value: 1 } }, { a: { value: 2 } }]],
    ['two defaults', [{ a: { default: 1 } }, { a: { default: 2 } }]],
    ['nothing left of one_of', [{ a: { one_of: ['x'] } }, { a: { one_of: ['y'] } }]],
    ['a value that is none of one_of', [{ a: { one_of: ['x'] } }, { a: { value: 'y' } }]],
    ['a value beyond subset_of', [{ a: { subset_of: ['x'] } }, { a: { value: ['x', 'y'] } }]],
    ['a value that lacks of superset_of', [{ a: { superset_of: ['x', 'y'] } }, { a: { value: ['x'] } }]],
    ['superset_of beyond subset_of', [{ a: { subset_of: ['x'] } }, { a: { superset_of: ['y'] } }]],
    ['add beyond subset_of', [{ a: { subset_of: ['x'] } }, { a: { add: ['y'] } }]],
    ['one_of beside a list operator', [{ a: { one_of: ['x'] } }, { a: { add: ['x'] } }]],
    ['taking away what is essential', [{ a: { essential: true } }, { a: { value: null } }]],
  ])('cannot both hold: %s', (_case, policies) => expect(() => mergePolicies(policies)).toThrow(PolicyFault));

  it('knows every operator that is critical, or does not go on', () => {
    expect(() => mergePolicies([{ a: { regexp: '.*' } }], ['regexp'])).toThrow(PolicyFault);
    expect(mergePolicies([{ a: { regexp: '.*' } }])).toEqual({ a: {} });
  });

  it.each<[string, Record<string, unknown>, Record<string, Record<string, unknown>>, Record<string, unknown>]>([
    ['sets', { a: 1 }, { a: { value: 2 } }, { a: 2 }],
    ['takes away', { a: 1, b: 2 }, { a: { value: null } }, { b: 2 }],
    ['adds', { a: ['x'] }, { a: { add: ['x', 'y'] } }, { a: ['x', 'y'] }],
    ['fills in', {}, { a: { default: ['x'] } }, { a: ['x'] }],
    ['does not fill in over what is there', { a: ['y'] }, { a: { default: ['x'] } }, { a: ['y'] }],
    ['cuts a list', { a: ['x', 'z'] }, { a: { subset_of: ['x', 'y'] } }, { a: ['x'] }],
    ['cuts a scope', { scope: 'openid profile' }, { scope: { subset_of: ['openid', 'email'] } }, { scope: 'openid' }],
    ['leaves the rest', { a: 1, b: 2 }, {}, { a: 1, b: 2 }],
  ])('%s', (_case, metadata, policy, result) => expect(applyPolicy(metadata, policy)).toEqual(result));

  it.each<[string, Record<string, unknown>, Record<string, Record<string, unknown>>]>([
    ['what is missing', {}, { a: { essential: true } }],
    ['what is none of those allowed', { a: 'z' }, { a: { one_of: ['x', 'y'] } }],
    ['what lacks something', { a: ['x'] }, { a: { superset_of: ['x', 'y'] } }],
    ['what nothing is left of', { a: ['z'] }, { a: { subset_of: ['x'], essential: true } }],
  ])('refuses %s', (_case, metadata, policy) => expect(() => applyPolicy(metadata, policy)).toThrow(PolicyFault));
});

describe('a parameter called __proto__', () => {
  it('is a parameter like any other and reaches nothing outside the policy', () => {
    const policy = mergePolicies([JSON.parse('{"__proto__":{"value":"x","default":"y"}}')]);
    const metadata = applyPolicy({ a: 1 }, policy);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('value');
    expect([({} as Record<string, unknown>)['value'], metadata['a'], metadata['value']]).toEqual([
      undefined,
      1,
      undefined,
    ]);
  });
});

describe('constraints on a chain', () => {
  const below = ['https://moodle.tpu.ru', 'https://federation.tpu.ru'];
  it.each([
    [{}, true],
    [{ max_path_length: 1 }, true],
    [{ max_path_length: 0 }, false],
    [{ naming_constraints: { permitted: ['.tpu.ru'] } }, true],
    [{ naming_constraints: { permitted: ['moodle.tpu.ru'] } }, false],
    [{ naming_constraints: { permitted: ['tpu.ru'] } }, false],
    [{ naming_constraints: { excluded: ['moodle.tpu.ru'] } }, false],
    [{ naming_constraints: { excluded: ['.tsu.ru'] } }, true],
    [{ naming_constraints: { permitted: ['.pu.ru'] } }, false],
  ])('%j holds: %s', (constraints, holds) => expect(constraintFault(constraints, below) === undefined).toBe(holds));
});
